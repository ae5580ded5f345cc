package io.brasa.shell.snippet;

import java.util.regex.Matcher;
import java.util.regex.Pattern;
import jdk.jshell.SourceCodeAnalysis;
import jdk.jshell.SourceCodeAnalysis.Completeness;
import jdk.jshell.SourceCodeAnalysis.CompletionInfo;

/** Finds where the snippets of a text end. */
final class SnippetSplitting {
  private static final Pattern NO_CODE =
      Pattern.compile("(?:\\s|;|//[^\n]*(?:\n|$)|/\\*.*?\\*/)*", Pattern.DOTALL);

  /** What a line that goes on with the one before begins with. */
  private static final Pattern GOES_ON =
      Pattern.compile(
          "[.?:&|^*%=<>,)\\]{}]|\\+(?!\\+)|-(?!-)|(?:else|catch|finally|instanceof)\\b");

  private final SourceCodeAnalysis analysis;

  SnippetSplitting(SourceCodeAnalysis analysis) {
    this.analysis = analysis;
  }

  /**
   * @param source begins with code, and may have got a semicolon
   * @param rest what stands behind it
   */
  record Next(Completeness completeness, String source, String rest) {
    /** Without the semicolon that was left away in what was typed. */
    String typed() {
      boolean isEnded = completeness == Completeness.COMPLETE_WITH_SEMI;
      return isEnded ? source.substring(0, source.length() - 1) : source;
    }
  }

  /**
   * The first snippet of a text and what stands behind it. A snippet may end with its line without
   * a semicolon, unless the next line goes on with it.
   */
  Next next(String text) {
    int from = codeFrom(text, 0);
    for (int end = text.indexOf('\n', from); end >= 0; end = text.indexOf('\n', end + 1)) {
      String rest = text.substring(end);
      int code = codeFrom(rest, 0);
      if (code == rest.length() || GOES_ON.matcher(rest).region(code, rest.length()).lookingAt())
        continue;
      CompletionInfo info = analysis.analyzeCompletion(text.substring(0, end));
      if (info.source() != null && info.completeness() != Completeness.UNKNOWN)
        return next(info, info.source(), info.remaining() + rest);
    }
    CompletionInfo info = analysis.analyzeCompletion(text);
    return info.source() == null
        ? next(info, text, "")
        : next(info, info.source(), info.remaining());
  }

  private static Next next(CompletionInfo info, String source, String rest) {
    return new Next(info.completeness(), source.substring(codeFrom(source, 0)), rest);
  }

  /** The line, from 0, of the first code at or behind a place. */
  static int linesBefore(String text, int from) {
    return (int) text.substring(0, codeFrom(text, from)).chars().filter(c -> c == '\n').count();
  }

  private static int codeFrom(String text, int from) {
    Matcher blank = NO_CODE.matcher(text).region(from, text.length());
    return blank.lookingAt() ? blank.end() : from;
  }

  /**
   * Whether a text that was typed can be run as it is.
   *
   * @param isEnough whether what could go on but need not is whole
   */
  boolean isWhole(String text, boolean isEnough) {
    String rest = text;
    while (!rest.isBlank()) {
      Next next = next(rest);
      if (next.completeness() == Completeness.DEFINITELY_INCOMPLETE) return false;
      if (next.completeness() == Completeness.CONSIDERED_INCOMPLETE && !isEnough) return false;
      rest = next.rest();
    }
    return true;
  }
}
