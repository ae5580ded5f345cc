package io.brasa.core.event;

/**
 * One operation of a stage.
 *
 * @param dataset the id of what it gives
 * @param name of the operation: {@code map}
 * @param site where the program asked for it
 * @param isKept whether its partitions are kept
 */
public record StageOperation(long dataset, String name, String site, boolean isKept) {}
