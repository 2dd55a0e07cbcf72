package io.tallyboard.api.domain;

import java.time.Instant;

/**
 * A process of an extractor that was heard of for the first time.
 *
 * @param queue that it takes jobs from
 * @param at when its first beat came
 */
public record Newcomer(String queue, String extractor, Instant at) {}
