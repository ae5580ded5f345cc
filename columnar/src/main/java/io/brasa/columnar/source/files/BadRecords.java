package io.brasa.columnar.source.files;

import io.brasa.columnar.source.SourceContext;
import io.brasa.runtime.error.EngineException;

/** Counts the records of a file that do not fit, or ends the query at the first. */
public final class BadRecords {
  private static final int BUFFER_BYTES = 1 << 16;
  private static final int SHOWN_CHARACTERS = 60;

  private final RecordMode mode;
  private final TableFile file;
  private final SourceContext context;

  public BadRecords(RecordMode mode, TableFile file, SourceContext context) {
    this.mode = mode;
    this.file = file;
    this.context = context;
  }

  /**
   * Takes note of one.
   *
   * @param offset where it begins in the unpacked file
   * @param what is wrong with it: what was expected and what is there
   */
  public void report(long offset, String what) {
    if (mode != RecordMode.FAILFAST) {
      context.countDamage(1);
      return;
    }
    throw new EngineException(
        FileError.RECORD_MALFORMED,
        "The record in line "
            + (1 + linesBefore(offset))
            + " (byte "
            + offset
            + ") of "
            + file.path()
            + " does not fit: "
            + what,
        "Mend the file or the schema, or set the option mode to PERMISSIVE or DROPMALFORMED");
  }

  /** Counted only when the number is to be shown: splits do not know how many lines are before. */
  private long linesBefore(long offset) {
    byte[] bytes = new byte[BUFFER_BYTES];
    long lines = 0;
    try (FileBytes in = FileBytes.open(file, 0, context)) {
      long left = offset;
      boolean afterReturn = false;
      while (left > 0) {
        context.checkCancelled();
        int count = in.read(bytes, 0, (int) Math.min(left, bytes.length));
        if (count < 0) break;
        for (int i = 0; i < count; i++) {
          if (bytes[i] == '\r' || bytes[i] == '\n' && !afterReturn) lines++;
          afterReturn = bytes[i] == '\r';
        }
        left -= count;
      }
    }
    return lines;
  }

  /** A piece of text as errors show it. */
  public static String shown(String text) {
    StringBuilder safe = new StringBuilder("'");
    for (int i = 0; i < Math.min(text.length(), SHOWN_CHARACTERS); i++)
      safe.append(text.charAt(i) < ' ' ? ' ' : text.charAt(i));
    return safe.append(text.length() > SHOWN_CHARACTERS ? "…'" : "'").toString();
  }
}
