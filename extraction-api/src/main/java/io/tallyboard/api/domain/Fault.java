package io.tallyboard.api.domain;

/**
 * One thing that is wrong with what was sent.
 *
 * @param pointer to the part of the body (RFC 6901), or the name of a parameter
 */
public record Fault(String pointer, String detail) {}
