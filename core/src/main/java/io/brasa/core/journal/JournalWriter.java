package io.brasa.core.journal;

import io.brasa.core.error.CoreError;
import io.brasa.runtime.environment.Await;
import io.brasa.runtime.environment.Environment;
import io.brasa.runtime.environment.ThreadKind;
import io.brasa.runtime.error.EngineException;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;

/**
 * Appends entries on a thread of its own, in the order in which they came. A file that has grown to
 * a multiple of what was left of it last time is rewritten: into a file beside it, of which nothing
 * is believed before its last entry, {@code Whole}, is on the device; then the other one goes. A
 * file that cannot be written any more, or stays too long, is given up with a warning: the
 * application goes on, and only another driver would have to begin further back. Thread-safe.
 */
final class JournalWriter implements AutoCloseable {
  /**
   * When a file is rewritten, and given up.
   *
   * @param rewrittenBytes shorter ones are not rewritten
   * @param mostBytes later drivers hold a journal in memory
   */
  record Limits(long rewrittenBytes, long mostBytes) {
    static final Limits USUAL = new Limits(16L << 20, 1L << 30);
  }

  private static final int CHUNK_BYTES = 64 << 10;

  /** How much longer a file becomes before it is rewritten; one time in so many bytes are moved. */
  private static final int GROWTH = 3;

  /** How often it looks whether there is a later driver, though nothing is to be written. */
  private static final long LOOK_MILLIS = 1_000;

  private final Environment environment;
  private final JournalFolder folder;
  private final String application;
  private final Limits limits;
  private final Consumer<String> warn;
  private final Consumer<EngineException> onSuperseded;
  private final EntryFormat format = new EntryFormat();
  private final Queue<Entry> waiting = new ConcurrentLinkedQueue<>();
  private final AtomicLong appendedCount = new AtomicLong();
  private final Await appended;
  private final Await written;

  // used by the writing thread, once it has begun
  private OutputStream out;
  private final ByteArrayOutputStream chunk = new ByteArrayOutputStream();
  private long fileBytes;
  private long generation;
  private long rewriteAtBytes;
  private long lookedNanos;

  private volatile UnaryOperator<byte[]> shrinking = UnaryOperator.identity();

  private volatile long writtenCount;
  private volatile long syncWanted;
  private volatile long syncedCount;

  /** Whether what can be done without is better left out. */
  private volatile boolean isLong;

  /** Whether nothing more is to be written than has been appended. */
  private volatile boolean isAbandoned;

  /** Whether nothing more can be written. */
  private volatile boolean isGivenUp;

  private volatile EngineException superseded;
  private volatile boolean isClosed;
  private volatile boolean hasEnded;

  JournalWriter(
      Environment environment,
      JournalFolder folder,
      String application,
      Limits limits,
      Consumer<String> warn,
      Consumer<EngineException> onSuperseded) {
    this.environment = environment;
    this.folder = folder;
    this.application = application;
    this.limits = limits;
    this.warn = warn;
    this.onSuperseded = onSuperseded;
    this.appended = environment.newAwait();
    this.written = environment.newAwait();
  }

  /** Writes what was taken over, and returns when it is on the device. */
  void begin(List<Entry> first) {
    out = folder.create(generation);
    try {
      write(EntryFormat.head());
      for (Entry entry : first) write(format.write(entry));
      JournalFolder.sync(out);
    } catch (IOException failure) {
      throw JournalFolder.failed(folder.path(), failure);
    }
    rewriteAtBytes = rewriteAt(fileBytes);
    lookedNanos = environment.nanoTime();
    environment.start("journal", ThreadKind.WAITING, this::work);
  }

  private void write(byte[] bytes) throws IOException {
    out.write(bytes);
    fileBytes += bytes.length;
  }

  void append(Entry entry) {
    if (isAbandoned || isClosed) return;
    waiting.add(entry);
    appendedCount.incrementAndGet();
    appended.signal();
  }

  /**
   * Returns when all that was appended before is on the device, or never will be. Fails with {@code
   * DRIVER_SUPERSEDED} if there is a later driver.
   */
  void flush() {
    long wanted = appendedCount.get();
    syncWanted = Math.max(syncWanted, wanted);
    appended.signal();
    try {
      written.until(() -> syncedCount >= wanted || isGivenUp || hasEnded || superseded != null);
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
    }
    folder.requireLatest();
  }

  private void work() {
    try {
      while (!isClosed || !waiting.isEmpty()) {
        appended.until(
            () -> isClosed || !waiting.isEmpty() || syncWanted > syncedCount, LOOK_MILLIS);
        writeWaiting();
      }
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
    } finally {
      hasEnded = true;
      written.signal();
    }
  }

  private void writeWaiting() {
    try {
      look();
      while (!waiting.isEmpty()) {
        long count = 0;
        for (Entry entry = next(); entry != null; entry = next()) {
          if (!isGivenUp && superseded == null) chunk.writeBytes(format.write(entry));
          count++;
        }
        write(chunk.toByteArray());
        chunk.reset();
        writtenCount += count;
      }
      if (fileBytes > rewriteAtBytes && !isGivenUp && superseded == null) rewrite();
      isLong = fileBytes > limits.mostBytes() / 2;
      if (fileBytes > limits.mostBytes())
        giveUp("it is longer than " + limits.mostBytes() + " bytes");
      if (syncWanted > syncedCount && !isGivenUp && superseded == null) {
        JournalFolder.sync(out);
        syncedCount = writtenCount;
      }
    } catch (IOException | RuntimeException failure) {
      giveUp(failure.getMessage());
    }
    written.signal();
  }

  private long rewriteAt(long leftBytes) {
    long grownBytes = Math.min(GROWTH * leftBytes, leftBytes + limits.mostBytes() / 4);
    return Math.max(limits.rewrittenBytes(), grownBytes);
  }

  /** If that fails, the file is appended to as before. */
  private void rewrite() throws IOException {
    JournalFolder.sync(out);
    long next = generation + 1;
    OutputStream fresh = null;
    long bytes;
    try {
      fresh = folder.create(next);
      bytes =
          new Rewriting(format, application, folder.epoch(), shrinking)
              .write(() -> folder.open(generation), fresh);
      JournalFolder.sync(fresh);
      folder.requireLatest();
    } catch (IOException | RuntimeException failure) {
      rewriteAtBytes = 2 * fileBytes;
      if (fresh != null) fresh.close();
      folder.delete(next);
      return;
    }
    out.close();
    out = fresh;
    fileBytes = bytes;
    rewriteAtBytes = rewriteAt(bytes);
    syncedCount = writtenCount;
    folder.delete(generation);
    generation = next;
  }

  /** The next entry that goes out with those before it: each write is one of the system's. */
  private Entry next() {
    return chunk.size() < CHUNK_BYTES ? waiting.poll() : null;
  }

  /** From time to time: whoever decides something looks for itself. */
  private void look() {
    long now = environment.nanoTime();
    if (superseded != null || now - lookedNanos < LOOK_MILLIS * 1_000_000) return;
    lookedNanos = now;
    try {
      folder.requireLatest();
    } catch (EngineException later) {
      if (later.code() != CoreError.DRIVER_SUPERSEDED) throw later;
      superseded = later;
      onSuperseded.accept(later);
    }
  }

  /** How the report of a partition is shortened whose output is gone. */
  void shrinkBy(UnaryOperator<byte[]> how) {
    shrinking = how;
  }

  boolean isLong() {
    return isLong;
  }

  /** Writes what has been appended, and nothing more. */
  void abandon(String why) {
    if (!isAbandoned) warn(why);
    isAbandoned = true;
  }

  private void giveUp(String why) {
    isGivenUp = true;
    abandon(why);
  }

  private void warn(String why) {
    warn.accept(
        "The journal in "
            + folder.path()
            + " is given up; a driver that is started again would begin further back: "
            + why);
  }

  /** Writes what is left, and ends. */
  @Override
  public void close() {
    isClosed = true;
    appended.signal();
    try {
      written.until(() -> hasEnded);
      out.close();
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
    } catch (IOException | EngineException failure) {
      giveUp(failure.getMessage());
    }
  }
}
