package io.brasa.ui.state;

import java.util.Map;

/**
 * Something that went wrong.
 *
 * @param kind {@code job}, {@code stage}, {@code executor}, ...
 * @param link what it is about: names and values of one of {@code job}, {@code stage} and {@code
 *     attempt}, {@code query}, {@code executor}; may be empty
 */
public record Problem(
    Severity severity,
    String kind,
    String title,
    String detail,
    Map<String, Object> link,
    long millis) {
  /** How bad it is, worst first. */
  public enum Severity {
    ERROR,
    WARNING
  }
}
