package io.tallyboard.api.rest.clowder;

/** The id of what was made. */
public record Made(String id) {}
