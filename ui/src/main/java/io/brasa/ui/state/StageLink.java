package io.brasa.ui.state;

/**
 * A stage as its job names it.
 *
 * @param attempt the latest
 */
public record StageLink(long id, int attempt, Status status) {}
