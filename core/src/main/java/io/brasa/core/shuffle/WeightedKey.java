package io.brasa.core.shuffle;

/**
 * A sampled key.
 *
 * @param weight how many keys of the dataset it stands for
 */
public record WeightedKey(Object key, double weight) {}
