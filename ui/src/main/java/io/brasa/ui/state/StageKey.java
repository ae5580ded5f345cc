package io.brasa.ui.state;

/**
 * One attempt at a stage.
 *
 * @param stage the short number of {@link StageNumbers}
 */
public record StageKey(long stage, int attempt) {}
