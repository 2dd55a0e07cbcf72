package io.tallyboard.api.rest.clowder;

import com.fasterxml.jackson.annotation.JsonProperty;

/** That a file or a dataset has a thumbnail now. */
public record Illustrated(String id, @JsonProperty("thumbnail_id") String thumbnailId) {}
