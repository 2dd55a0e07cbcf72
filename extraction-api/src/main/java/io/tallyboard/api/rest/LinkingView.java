package io.tallyboard.api.rest;

import java.util.List;

/**
 * Whether files elsewhere can be noted here.
 *
 * @param hosts that they may be on; none where it cannot be done
 * @param keys whether a key that such a host wants can be given
 */
public record LinkingView(List<String> hosts, boolean keys) {}
