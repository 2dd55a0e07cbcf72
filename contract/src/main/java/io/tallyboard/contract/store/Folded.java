package io.tallyboard.contract.store;

/**
 * How far a queue's updates are folded into a job: at or below {@code seq} nothing counts again.
 *
 * @param dropped how many of the job's log lines were not kept on this queue
 */
public record Folded(String queue, long seq, long dropped) {}
