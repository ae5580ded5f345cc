package io.brasa.ui.state;

/** One attempt at a stage. */
public record StageKey(long stage, int attempt) {}
