package io.tallyboard.contract.wire;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import io.tallyboard.contract.store.Liveness;

/** That an instance of an extractor came, went or was heard again: a hint, at least once. */
@JsonIgnoreProperties(ignoreUnknown = true)
public record ExtractorHint(String extractor, String instance, Liveness liveness) {}
