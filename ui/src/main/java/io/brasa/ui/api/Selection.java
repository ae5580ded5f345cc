package io.brasa.ui.api;

import io.brasa.runtime.error.EngineException;
import io.brasa.ui.error.UiError;
import io.brasa.ui.json.Shape;
import io.brasa.ui.state.Status;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Function;

/** Pieces of lists of records, as a request asks for them. */
final class Selection {
  private Selection() {}

  /** So many were asked for, of which some are here. */
  record Page<T>(long total, List<T> items) {}

  /**
   * The part of a list that a request asks for, the last first unless it says otherwise.
   *
   * @param text what a search looks at
   */
  static <T extends Record> Page<T> page(
      Request request, List<T> all, Function<T, Status> status, Function<T, String> text) {
    Optional<Status> wanted = request.word("status", Status.class);
    String search = request.text("search").toLowerCase(Locale.ROOT);
    List<T> found = new ArrayList<>();
    for (T each : all) {
      if (wanted.isPresent() && status.apply(each) != wanted.get()) continue;
      if (!search.isEmpty() && !text.apply(each).toLowerCase(Locale.ROOT).contains(search))
        continue;
      found.add(each);
    }
    sort(found, request.text("sort"));
    int from = (int) Math.min(request.offset(), found.size());
    int to = Math.min(found.size() - from, request.limit()) + from;
    return new Page<>(found.size(), List.copyOf(found.subList(from, to)));
  }

  private static <T extends Record> void sort(List<T> items, String sort) {
    if (sort.isEmpty()) {
      Collections.reverse(items);
      return;
    }
    boolean isDescending = sort.startsWith("-");
    String path = isDescending ? sort.substring(1) : sort;
    try {
      List<Key> keys = new ArrayList<>();
      for (T item : items) keys.add(key(item, path));
      List<Integer> rows = new ArrayList<>();
      for (int i = 0; i < keys.size(); i++) rows.add(i);
      Comparator<Integer> order = Comparator.comparing(keys::get);
      rows.sort(isDescending ? order.reversed() : order);
      List<T> unsorted = List.copyOf(items);
      for (int i = 0; i < rows.size(); i++) items.set(i, unsorted.get(rows.get(i)));
    } catch (IllegalArgumentException e) {
      throw new EngineException(
          UiError.REQUEST_INVALID, e.getMessage(), "Name a member of the items that are answered");
    }
  }

  /** What is absent comes first, then numbers, then texts. */
  private record Key(int kind, double number, String text) implements Comparable<Key> {
    @Override
    public int compareTo(Key other) {
      if (kind != other.kind) return Integer.compare(kind, other.kind);
      int numbers = Double.compare(number, other.number);
      return numbers != 0 ? numbers : text.compareTo(other.text);
    }
  }

  private static Key key(Record item, String path) {
    return switch (Shape.at(item, path).orElse(null)) {
      case null -> new Key(0, 0, "");
      case Number number -> new Key(1, number.doubleValue(), "");
      case Boolean flag -> new Key(1, flag ? 1 : 0, "");
      case Enum<?> word -> new Key(1, word.ordinal(), "");
      case Object other -> new Key(2, 0, other.toString());
    };
  }
}
