package io.brasa.sql.function.json;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A way into a JSON value: {@code $.store.book[0]['title']}, with {@code [*]} for all elements, of
 * which one is given as itself and several as an array.
 */
final class JsonPath {
  /** A field by its name, or an element by its place, or all elements. */
  private record Step(String field, int element) {}

  private static final int ALL = -1;
  private static final int NO_ELEMENT = -2;

  private final List<Step> steps;

  private JsonPath(List<Step> steps) {
    this.steps = steps;
  }

  /** Empty if the text is no path. */
  static Optional<JsonPath> of(String text) {
    List<Step> steps = new ArrayList<>();
    if (!text.startsWith("$")) return Optional.empty();
    int at = 1;
    while (at < text.length()) {
      int end;
      if (text.charAt(at) == '.') {
        end = at + 1;
        while (end < text.length() && text.charAt(end) != '.' && text.charAt(end) != '[') end++;
        if (end == at + 1) return Optional.empty();
        steps.add(new Step(text.substring(at + 1, end), NO_ELEMENT));
      } else if (text.startsWith("['", at)) {
        end = text.indexOf("']", at);
        if (end < 0) return Optional.empty();
        steps.add(new Step(text.substring(at + 2, end), NO_ELEMENT));
        end += 2;
      } else if (text.charAt(at) == '[') {
        end = text.indexOf(']', at);
        Optional<Step> element = end < 0 ? Optional.empty() : element(text.substring(at + 1, end));
        if (element.isEmpty()) return Optional.empty();
        steps.add(element.get());
        end++;
      } else {
        return Optional.empty();
      }
      at = end;
    }
    return Optional.of(new JsonPath(steps));
  }

  private static Optional<Step> element(String place) {
    if (place.equals("*")) return Optional.of(new Step("", ALL));
    try {
      return Optional.of(new Step("", Integer.parseUnsignedInt(place)));
    } catch (NumberFormatException e) {
      return Optional.empty();
    }
  }

  /** What is there; empty if nothing is. */
  Optional<Object> select(Object value) {
    return select(value, 0);
  }

  private Optional<Object> select(Object value, int from) {
    if (from == steps.size()) return Optional.of(value);
    Step step = steps.get(from);
    if (step.element() == NO_ELEMENT) {
      if (!(value instanceof Map<?, ?> fields) || !fields.containsKey(step.field()))
        return Optional.empty();
      return select(fields.get(step.field()), from + 1);
    }
    if (!(value instanceof List<?> elements)) return Optional.empty();
    if (step.element() == ALL) return all(elements, from + 1);
    return step.element() < elements.size()
        ? select(elements.get(step.element()), from + 1)
        : Optional.empty();
  }

  private Optional<Object> all(List<?> elements, int from) {
    List<Object> found = new ArrayList<>();
    for (Object element : elements) select(element, from).ifPresent(found::add);
    if (found.isEmpty()) return Optional.empty();
    return Optional.of(found.size() == 1 ? found.getFirst() : found);
  }
}
