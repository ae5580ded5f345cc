package io.brasa.columnar.source.files;

import io.brasa.columnar.source.SourceContext;
import io.brasa.runtime.error.EngineException;
import io.brasa.runtime.error.RuntimeError;
import java.util.Arrays;

/**
 * A window on the bytes of a split, which grows where one record is longer. What is read lies in
 * {@link #bytes} from {@link #position} to {@link #limit}; behind the limit there is always {@link
 * #SLACK} of room, and a line feed at it, so that loops find an end. Belongs to one thread.
 */
public final class RecordBuffer implements AutoCloseable {
  /** Readable bytes behind the limit that mean nothing. */
  public static final int SLACK = 16;

  private static final int MOST_BYTES = 1 << 30;

  /** How far reading goes beyond a split's end at once. */
  private static final int BEYOND_BYTES = 1 << 14;

  private final FileSplit split;
  private final SourceContext context;
  private final FileBytes input;
  private final long end;
  private byte[] bytes;
  private int position;
  private int limit;
  private long startOfBuffer;
  private boolean isAtEnd;
  private EngineException failure;
  private long grown;
  private long counted;

  /**
   * @param from where reading begins, not behind the split's offset
   * @param capacity bytes to begin with
   */
  public RecordBuffer(FileSplit split, long from, int capacity, SourceContext context) {
    this.split = split;
    this.context = context;
    this.startOfBuffer = from;
    this.counted = from;
    this.end = split.file().isWhole() ? Long.MAX_VALUE / 2 : split.end();
    this.bytes = new byte[(int) Math.min(capacity, end - from + BEYOND_BYTES) + SLACK];
    this.input = FileBytes.open(split.file(), from, context);
    boolean isFilled = false;
    try {
      fill();
      isFilled = true;
    } finally {
      if (!isFilled) input.close();
    }
  }

  public byte[] bytes() {
    return bytes;
  }

  public int position() {
    return position;
  }

  public void position(int newPosition) {
    position = newPosition;
  }

  public int limit() {
    return limit;
  }

  /** Whether the limit is the end of the file. */
  public boolean isAtEnd() {
    return isAtEnd;
  }

  /** The place in the (unpacked) file of a place in {@link #bytes}. */
  public long offset(int place) {
    return startOfBuffer + place;
  }

  public FileSplit split() {
    return split;
  }

  /** Whether a record that begins at this place is another split's. */
  public boolean isBeyond(int place) {
    return offset(place) >= end;
  }

  /** The first place in {@link #bytes} where a record is another split's. */
  public int beyond() {
    return (int) Math.clamp(end - startOfBuffer, 0, Integer.MAX_VALUE);
  }

  /**
   * Moves what is left to the front and reads as much as there is room for. If that fails, what was
   * read before is good to use: {@link #grow} tells.
   */
  public void fill() {
    context.checkCancelled();
    int left = limit - position;
    System.arraycopy(bytes, position, bytes, 0, left);
    startOfBuffer += position;
    position = 0;
    limit = left;
    while (!isAtEnd && failure == null && limit < bytes.length - SLACK) {
      long toEnd = Math.max(end - offset(limit), BEYOND_BYTES);
      int count = read((int) Math.min(bytes.length - SLACK - limit, toEnd));
      if (count < 0) isAtEnd = true;
      else limit += count;
      if (failure != null) break;
      if (limit > 0 && offset(limit) >= end + BEYOND_BYTES) break;
    }
    bytes[limit] = '\n';
    context.countInput(0, Math.max(0, offset(limit) - counted));
    counted = offset(limit);
  }

  private int read(int count) {
    try {
      return input.read(bytes, limit, count);
    } catch (EngineException e) {
      if (limit == 0) throw e;
      failure = e;
      return 0;
    }
  }

  /**
   * Makes the window larger, for a record that does not fit, and fills it. Fails if what follows
   * cannot be read.
   */
  public void grow() {
    if (failure != null) throw failure;
    if (limit - position + SLACK < bytes.length / 2) {
      fill();
      return;
    }
    long wanted = 2L * bytes.length;
    if (wanted > MOST_BYTES) throw tooLong("has more than " + (MOST_BYTES >> 20) + " MiB", null);
    if (!context.memory().grow(wanted - bytes.length)) throw tooLong("needs more memory", wanted);
    grown += wanted - bytes.length;
    bytes = Arrays.copyOf(bytes, (int) wanted);
    fill();
  }

  private EngineException tooLong(String what, Long wanted) {
    return new EngineException(
        wanted == null ? FileError.RECORD_MALFORMED : RuntimeError.MEMORY_EXHAUSTED,
        "A record at byte " + offset(position) + " of " + split.file().path() + " " + what,
        wanted == null
            ? "Check the separators and quotes of the file"
            : "Give tasks more memory, or check the separators and quotes of the file");
  }

  @Override
  public void close() {
    input.close();
    if (grown > 0) context.memory().shrink(grown);
    grown = 0;
  }
}
