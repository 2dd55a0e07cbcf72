package io.tallyboard.contract.store;

/** How far a queue's updates are folded into a job: at or below {@code seq} nothing counts again. */
public record Folded(String queue, long seq) {}
