package io.brasa.columnar.source.files;

import io.brasa.columnar.source.BatchReader;
import io.brasa.columnar.source.SourceContext;
import io.brasa.columnar.vector.Batch;
import io.brasa.runtime.error.EngineException;
import io.brasa.runtime.error.RuntimeError;
import java.io.Serializable;
import java.util.function.Supplier;

/**
 * Which files of a table may be left out, by Spark's names of options; none unless the user says
 * so. What is left out is counted and told by name. Of a file that is damaged in the middle the
 * rows before stay. A device that fails says nothing about a file and is never passed over.
 *
 * @param ofCorrupt {@code ignoreCorruptFiles}: those that are damaged, changed while they are read,
 *     or may not be read
 * @param ofMissing {@code ignoreMissingFiles}: those that have gone since the table was opened
 */
public record Tolerance(boolean ofCorrupt, boolean ofMissing) implements Serializable {
  /** Every file counts. */
  public static final Tolerance NONE = new Tolerance(false, false);

  static final String CORRUPT = "ignoreCorruptFiles";
  static final String MISSING = "ignoreMissingFiles";

  static Tolerance of(FormatOptions options) {
    return new Tolerance(options.flag(CORRUPT, false), options.flag(MISSING, false));
  }

  /** Whether a failure is one of a file that may be left out. */
  public boolean takes(EngineException failure) {
    if (failure.code() == RuntimeError.PATH_NOT_FOUND) return ofMissing;
    if (failure.code() == RuntimeError.PATH_NOT_ACCESSIBLE) return ofCorrupt;
    return ofCorrupt && failure.code() instanceof DamageCode code && code.isDamage();
  }

  /** Counts and tells a failure that is taken; throws any other. */
  public void tolerate(EngineException failure, SourceContext context) {
    if (!takes(failure)) throw failure;
    context.countDamage(1);
    context.warn("Left out of the table: " + failure.what());
  }

  /**
   * A reader that ends where its file is damaged, if that is tolerated.
   *
   * @param opening makes the reader of the file; called at once or with the first batch
   */
  public BatchReader reading(
      TableFile file, SourceContext context, Supplier<? extends BatchReader> opening) {
    return equals(NONE) ? opening.get() : new UpToDamage(file, context, opening);
  }

  /**
   * Fails if damage is tolerated and a packed file does not unpack to what was packed. That is
   * known only at its end, when rows that never were would have been given. What is cut off is
   * right as far as it goes.
   */
  public void requireSound(TableFile file, SourceContext context) {
    if (ofCorrupt && FileSplits.isPacked(file.path())) FileBytes.requireSound(file, context);
  }

  private final class UpToDamage implements BatchReader {
    private final TableFile file;
    private final SourceContext context;
    private final Supplier<? extends BatchReader> opening;
    private BatchReader reader;
    private boolean isOver;

    UpToDamage(TableFile file, SourceContext context, Supplier<? extends BatchReader> opening) {
      this.file = file;
      this.context = context;
      this.opening = opening;
    }

    @Override
    public Batch next() {
      if (isOver) return null;
      try {
        if (reader == null) {
          requireSound(file, context);
          reader = opening.get();
        }
        return reader.next();
      } catch (EngineException e) {
        tolerate(e, context);
        isOver = true;
        return null;
      }
    }

    @Override
    public void close() {
      if (reader != null) reader.close();
    }
  }
}
