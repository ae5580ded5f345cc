package io.brasa.sql.error;

import io.brasa.runtime.error.EngineException;
import io.brasa.runtime.error.ErrorCode;
import io.brasa.sql.syntax.Origin;
import java.util.List;
import java.util.function.Supplier;

/**
 * Errors in queries, told with the place they stand in: line and column, and under the message the
 * line itself with carets below the piece; of queries made by calls, the call.
 */
public final class QueryErrors {
  /** Longer lines are cut to what surrounds the piece. */
  private static final int MAX_LINE = 160;

  private QueryErrors() {}

  /**
   * An error in a piece of a query.
   *
   * @param what one sentence without a final stop
   * @param remedy one sentence without a final stop
   */
  public static EngineException at(ErrorCode code, Origin origin, String what, String remedy) {
    return located(new EngineException(code, what, remedy), origin);
  }

  /**
   * What work gives. Fails with {@code SQL_UNSUPPORTED} where a query nests so deep that the stack
   * of this thread ends, rather than with an error of the machine.
   */
  public static <T> T withinStack(Supplier<T> work) {
    try {
      return work.get();
    } catch (StackOverflowError e) {
      throw new EngineException(
          SqlError.SQL_UNSUPPORTED,
          "The query is longer or nests deeper than the stack of this thread has room for",
          "Save a part of it as a table and go on from there, or run it in a thread with a larger"
              + " stack");
    }
  }

  /** The same error with the place told; itself if a place is told already or none is known. */
  public static EngineException located(EngineException error, Origin origin) {
    if (!error.excerpt().isEmpty()) return error;
    return switch (origin) {
      case Origin.None _ -> error;
      case Origin.Call(String site) -> error.showing("in " + site);
      case Origin.Text text -> inText(error, text);
    };
  }

  private static EngineException inText(EngineException error, Origin.Text origin) {
    String text = origin.text();
    int from = Math.min(origin.from(), text.length());
    int lineStart = text.lastIndexOf('\n', from - 1) + 1;
    int lineEnd = text.indexOf('\n', from);
    if (lineEnd < 0) lineEnd = text.length();
    int line = 1 + (int) text.substring(0, lineStart).chars().filter(c -> c == '\n').count();
    int column = 1 + text.codePointCount(lineStart, from);
    EngineException told =
        new EngineException(
            error.code(),
            error.what() + " (line " + line + ", column " + column + ")",
            error.remedy(),
            error.getCause());
    return told.showing(excerpt(text.substring(lineStart, lineEnd), from - lineStart, origin));
  }

  private static String excerpt(String line, int from, Origin.Text origin) {
    int to =
        Math.clamp(
            (long) from + origin.to() - origin.from(), from + 1, Math.max(line.length(), from + 1));
    int start = line.length() <= MAX_LINE ? 0 : Math.max(0, from - MAX_LINE / 2);
    int end = Math.min(line.length(), start + MAX_LINE);
    StringBuilder shown = new StringBuilder();
    if (start > 0) shown.append("...");
    shown.append(line, start, end);
    if (end < line.length()) shown.append("...");
    shown.append('\n').append(start > 0 ? "   " : "");
    for (int i = start; i < from; i++) shown.append(line.charAt(i) == '\t' ? '\t' : ' ');
    return shown.append("^".repeat(Math.max(1, Math.min(end, to) - from))).toString();
  }

  /**
   * A remedy that names what may have been meant: {@code Perhaps a or b is meant}; the other if
   * nothing is near.
   */
  public static String perhaps(List<String> near, String otherwise) {
    if (near.isEmpty()) return otherwise;
    String last = near.getLast();
    String list =
        near.size() == 1
            ? last
            : String.join(", ", near.subList(0, near.size() - 1)) + " or " + last;
    return "Perhaps " + list + " is meant";
  }
}
