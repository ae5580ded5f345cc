package io.brasa.ui.state;

/**
 * How many tasks ran when.
 *
 * @param running tasks at work on average in each bucket; of tasks that have ended
 * @param failed in each bucket
 */
public record Activity(
    long from, long to, long bucketMillis, double[] running, int[] failed, int slots) {}
