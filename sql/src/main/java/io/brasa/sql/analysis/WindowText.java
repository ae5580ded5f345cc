package io.brasa.sql.analysis;

import io.brasa.sql.syntax.Syntax;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * How functions over windows are shown in names of columns: with the frame that they have, also
 * where none is written.
 */
record WindowText(ItemNames names, Map<String, Syntax.Window.Defined> windows) {
  private static final Set<String> BY_ROWS =
      Set.of("row_number", "rank", "dense_rank", "percent_rank", "ntile");

  String of(Syntax.Windowed windowed) {
    Syntax.Window.Defined window = defined(windowed.window());
    StringBuilder text = new StringBuilder();
    if (!window.partitions().isEmpty())
      text.append("PARTITION BY ")
          .append(window.partitions().stream().map(names::of).collect(Collectors.joining(", ")))
          .append(' ');
    if (!window.order().isEmpty())
      text.append("ORDER BY ")
          .append(window.order().stream().map(names::sorted).collect(Collectors.joining(", ")))
          .append(' ');
    return names.of(windowed.call())
        + " OVER ("
        + text
        + window.frame().map(this::written).orElseGet(() -> usual(windowed.call(), window))
        + ")";
  }

  /** With what the window that it builds upon says. */
  private Syntax.Window.Defined defined(Syntax.Window window) {
    return switch (window) {
      case Syntax.Window.Named named ->
          find(named.name())
              .orElse(
                  new Syntax.Window.Defined(
                      Optional.empty(), List.of(), List.of(), Optional.empty(), named.origin()));
      case Syntax.Window.Defined defined -> {
        Optional<Syntax.Window.Defined> base = defined.base().flatMap(this::find);
        if (base.isEmpty()) yield defined;
        yield new Syntax.Window.Defined(
            Optional.empty(),
            base.get().partitions(),
            defined.order().isEmpty() ? base.get().order() : defined.order(),
            defined.frame().isPresent() ? defined.frame() : base.get().frame(),
            defined.origin());
      }
    };
  }

  private Optional<Syntax.Window.Defined> find(String name) {
    for (Map.Entry<String, Syntax.Window.Defined> window : windows.entrySet())
      if (window.getKey().equalsIgnoreCase(name)) return Optional.of(defined(window.getValue()));
    return Optional.empty();
  }

  private String written(Syntax.Frame frame) {
    return between(frame.unit().name(), bound(frame.start()), bound(frame.end()));
  }

  private static String between(String unit, String start, String end) {
    return unit + " BETWEEN " + start + " AND " + end;
  }

  private String bound(Syntax.FrameBound bound) {
    return switch (bound) {
      case Syntax.FrameBound.UnboundedPreceding _ -> "UNBOUNDED PRECEDING";
      case Syntax.FrameBound.Preceding(Syntax offset) -> names.of(offset) + " PRECEDING";
      case Syntax.FrameBound.CurrentRow _ -> "CURRENT ROW";
      case Syntax.FrameBound.Following(Syntax offset) -> names.of(offset) + " FOLLOWING";
      case Syntax.FrameBound.UnboundedFollowing _ -> "UNBOUNDED FOLLOWING";
    };
  }

  private String usual(Syntax.Call call, Syntax.Window.Defined window) {
    String name = call.name().getLast().toLowerCase(Locale.ROOT);
    if (name.equals("lag") || name.equals("lead")) {
      String offset = call.arguments().size() > 1 ? names.of(call.arguments().get(1)) : "1";
      if (name.equals("lag")) offset = offset.startsWith("-") ? offset.substring(1) : "-" + offset;
      return between("ROWS", offset + " FOLLOWING", offset + " FOLLOWING");
    }
    if (BY_ROWS.contains(name)) return between("ROWS", "UNBOUNDED PRECEDING", "CURRENT ROW");
    if (!window.order().isEmpty() || name.equals("cume_dist"))
      return between("RANGE", "UNBOUNDED PRECEDING", "CURRENT ROW");
    return between("ROWS", "UNBOUNDED PRECEDING", "UNBOUNDED FOLLOWING");
  }
}
