package io.brasa.ui.api;

import io.brasa.runtime.error.EngineException;
import io.brasa.ui.error.UiError;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * What is asked.
 *
 * @param path the parts between the slashes behind {@code /api/v1/}, decoded
 * @param query names and values, decoded
 */
public record Request(String method, List<String> path, Map<String, String> query) {
  private static final int LIMIT_USUAL = 100;
  private static final int LIMIT_MAX = 10_000;

  /** How many items to leave out. */
  long offset() {
    return number("offset", 0, Integer.MAX_VALUE);
  }

  /** How many items to give at most. */
  int limit() {
    return (int) number("limit", LIMIT_USUAL, LIMIT_MAX);
  }

  String text(String name) {
    return query.getOrDefault(name, "");
  }

  /** A word as one of an enum is written in answers; nothing if it is not given. */
  <E extends Enum<E>> Optional<E> word(String name, Class<E> type) {
    String given = text(name);
    if (given.isEmpty()) return Optional.empty();
    try {
      return Optional.of(Enum.valueOf(type, given.toUpperCase(Locale.ROOT).replace('-', '_')));
    } catch (IllegalArgumentException e) {
      throw invalid(name, "a word such as " + type.getEnumConstants()[0]);
    }
  }

  long number(String name, long otherwise, long most) {
    String given = text(name);
    return given.isEmpty() ? otherwise : number(name, given, most);
  }

  static long number(String name, String given, long most) {
    try {
      long number = Long.parseLong(given);
      if (number >= 0 && number <= most) return number;
    } catch (NumberFormatException e) {
      // refused below, by name
    }
    throw new EngineException(
        UiError.REQUEST_INVALID,
        "The " + name + " is '" + given + "'",
        "Give a whole number from 0 to " + most);
  }

  private EngineException invalid(String name, String wanted) {
    return new EngineException(
        UiError.REQUEST_INVALID,
        "The parameter " + name + " is '" + text(name) + "'",
        "Give " + wanted);
  }
}
