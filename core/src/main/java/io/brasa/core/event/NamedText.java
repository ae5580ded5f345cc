package io.brasa.core.event;

/** A setting, or something else with a name and a text. */
public record NamedText(String name, String text) {}
