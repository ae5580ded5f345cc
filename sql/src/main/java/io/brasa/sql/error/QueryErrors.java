package io.brasa.sql.error;

import io.brasa.runtime.environment.DeepStack;
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

  /** Texts below this have too few words to nest deeper than any stack has room for. */
  private static final int SHORT = 1_000;

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
   * What work gives that does no harm when it is begun again: on a deeper stack where that of this
   * thread ends. Fails with {@code SQL_UNSUPPORTED} where a query nests too deep for that too,
   * rather than with an error of the machine.
   */
  public static <T> T withinStack(Supplier<T> work) {
    return refusing(() -> DeepStack.orDeeper(work));
  }

  /**
   * As {@link #withinStack}, of work that may do something: what can be long is done on a deep
   * stack from the beginning.
   *
   * @param length of the text
   */
  public static <T> T withinStack(int length, Supplier<T> work) {
    return refusing(() -> length < SHORT ? work.get() : DeepStack.call(work));
  }

  private static <T> T refusing(Supplier<T> work) {
    try {
      return work.get();
    } catch (StackOverflowError e) {
      throw tooDeep();
    } catch (EngineException e) {
      if (e.getCause() instanceof StackOverflowError) throw tooDeep();
      throw e;
    }
  }

  private static EngineException tooDeep() {
    return new EngineException(
        SqlError.SQL_UNSUPPORTED,
        "The query is longer or nests deeper than the engine's stack has room for",
        "Save a part of it as a table and go on from there, or put what it lists into a table and"
            + " join that");
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
