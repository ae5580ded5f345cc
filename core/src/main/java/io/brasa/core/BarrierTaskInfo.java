package io.brasa.core;

/**
 * A task of a stage whose tasks run together.
 *
 * @param address the host that it runs on
 */
public record BarrierTaskInfo(String address) {}
