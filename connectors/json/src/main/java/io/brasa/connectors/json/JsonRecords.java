package io.brasa.connectors.json;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.brasa.columnar.source.SourceContext;
import io.brasa.columnar.source.files.FileSplit;
import io.brasa.columnar.source.files.LineRecords;
import io.brasa.columnar.source.files.WholeFile;

/**
 * The records of a piece of a file: the lines that are not blank, or the documents of a whole file.
 * An array stands for its elements, if all of the line or file is JSON; else all of it is one
 * record. Belongs to one thread.
 */
final class JsonRecords implements AutoCloseable {
  private final LineRecords lines;
  private final WholeFile file;
  private final JsonText walk;
  private boolean isFileTaken;

  /** Whether documents, or elements of an array, are left of the text at hand. */
  private boolean hasMore;

  private boolean isInArray;
  private long base;
  private byte[] bytes;
  private int from;
  private int to;

  JsonRecords(JsonOptions options, FileSplit split, SourceContext context) {
    this.walk = new JsonText(options.syntax());
    this.file = options.isMultiLine() ? new WholeFile(split, context) : null;
    this.lines = options.isMultiLine() ? null : new LineRecords(split, separator(options), context);
  }

  static byte[] separator(JsonOptions options) {
    return options.lineSeparator() == null ? null : options.lineSeparator().getBytes(UTF_8);
  }

  boolean next() {
    while (true) {
      if (hasMore && nextPart()) return true;
      if (!nextText()) return false;
      int start = from;
      while (start < to && bytes[start] <= ' ' && bytes[start] >= 0) start++;
      if (start == to) continue;
      if (file == null && bytes[start] != '[') return true;
      if (!isJson()) return true;
      walk.reset(bytes, from, to);
      hasMore = true;
      isInArray = false;
    }
  }

  private boolean nextText() {
    if (file == null) {
      if (!lines.next()) return false;
      bytes = lines.bytes();
      from = lines.from();
      to = lines.to();
      base = lines.offset() - from;
      return true;
    }
    if (isFileTaken) return false;
    isFileTaken = true;
    bytes = file.bytes();
    to = file.length();
    boolean hasMark = to >= 3 && bytes[0] == -17 && bytes[1] == -69 && bytes[2] == -65;
    from = hasMark ? 3 : 0;
    return true;
  }

  private boolean isJson() {
    walk.reset(bytes, from, to);
    try {
      while (!walk.isAtEnd()) walk.skipValue();
      return true;
    } catch (JsonFailure e) {
      return false;
    }
  }

  /** The next document or element; all are known to be JSON. */
  private boolean nextPart() {
    while (!walk.isAtEnd()) {
      if (!isInArray && walk.accept('[')) {
        isInArray = true;
      } else if (isInArray && walk.accept(']')) {
        isInArray = false;
      } else if (!isInArray || !walk.accept(',')) {
        from = walk.at;
        walk.skipValue();
        to = walk.at;
        return true;
      }
    }
    hasMore = false;
    return false;
  }

  byte[] bytes() {
    return bytes;
  }

  int from() {
    return from;
  }

  int to() {
    return to;
  }

  /** Where the record begins in the unpacked file. */
  long offset() {
    return base + from;
  }

  @Override
  public void close() {
    if (lines != null) lines.close();
    if (file != null) file.close();
  }
}
