package io.tallyboard.monitor.domain;

/**
 * A running job, and the queue that it was taken from.
 *
 * @param ours whether we sent it to that queue: then there was one
 * @param updateQueue where a verdict on it is told
 */
public record PlacedJob(RunningJob job, String queue, boolean ours, String updateQueue) {}
