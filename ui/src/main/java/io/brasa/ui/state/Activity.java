package io.brasa.ui.state;

import java.util.List;

/**
 * How many tasks ran when.
 *
 * @param running at the most in each bucket
 * @param failed in each bucket
 */
public record Activity(
    long from, long to, long bucketMillis, List<Integer> running, List<Integer> failed, int slots) {}
