package io.brasa.core.pipe;

import io.brasa.core.error.CoreError;
import io.brasa.core.lineage.UserFunctionException;
import io.brasa.runtime.environment.Await;
import io.brasa.runtime.environment.Environment;
import io.brasa.runtime.environment.ThreadKind;
import io.brasa.runtime.error.EngineException;
import java.io.BufferedReader;
import java.io.ByteArrayOutputStream;
import java.io.File;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.nio.charset.Charset;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.function.BooleanSupplier;

/**
 * The lines that a process prints which is fed with records.
 *
 * <p><b>Threads.</b> Records are drawn and printed on the task's thread, the only one that may run
 * the user's functions. Three virtual threads do nothing but move bytes: one into the process, one
 * out of it, one for its errors. The task's thread fills a buffer of its own and hands it to the
 * first of these when that has nothing left; it waits only when the buffer is full, or the records
 * are over, and no line is there.
 *
 * <p><b>No deadlock.</b> Whoever waits, waits for the process alone: the thread that writes for the
 * process to read, the thread that reads for it to print, or for the task's thread to take what was
 * printed. The task's thread takes whatever is there before it waits. So if all three stand still,
 * it is the process that neither reads nor prints, and cancelling the task ends it.
 *
 * <p><b>Ends.</b> A process that closes its input is given no more records; that is no failure, as
 * in a shell. What it prints is given to the end; then it must have ended with zero. {@link #close}
 * kills a process that is still there, with those that it has started; the JDK reaps it.
 *
 * <p>Used by the task's thread alone.
 *
 * @param <T> the type of the records
 */
public final class PipedLines<T> implements Iterator<String>, AutoCloseable {
  private static final int QUEUED_BATCHES = 4;
  private static final int BATCH_CHARS = 32 << 10;

  /** How often the task's thread looks whether it is still wanted. */
  private static final long LOOK_MILLIS = 100;

  /** A process that has ended may have left its errors open to one that has not. */
  private static final long ERRORS_MILLIS = 2_000;

  private final PipeOptions<T> options;
  private final Iterator<? extends T> records;
  private final int partition;
  private final Runnable cancellation;
  private final Charset charset;
  private final Await changed;
  private final Process process;
  private final ErrorTail errors = new ErrorTail();

  // The task's thread alone.
  private final ByteArrayOutputStream printed = new ByteArrayOutputStream();
  private Iterator<String> lines = List.<String>of().iterator();
  private boolean areRecordsOver;
  private boolean isOver;

  // Guarded by lock; what is done under it never blocks.
  private final Object lock = new Object();
  private byte[] handed;
  private boolean isHandedLast;
  private boolean isInputClosed;
  private final Deque<List<String>> batches = new ArrayDeque<>();
  private boolean isPrinted;
  private boolean areErrorsOver;
  private boolean isEnded;
  private int exitCode;
  private boolean isClosed;

  /**
   * Starts the process. Fails with {@code PIPE_FAILED}.
   *
   * @param cancellation throws when the task is to end
   * @param workingFolder where the process works; null for the folder of this process
   */
  public PipedLines(
      PipeOptions<T> options,
      Iterator<? extends T> records,
      int partition,
      Environment environment,
      Runnable cancellation,
      File workingFolder)
      throws Exception {
    this.options = options;
    this.records = records;
    this.partition = partition;
    this.cancellation = cancellation;
    this.charset = Charset.forName(options.encoding());
    this.changed = environment.newAwait();
    this.process = start(workingFolder);
    String name = "brasa-pipe-" + partition;
    environment.start(name + "-in", ThreadKind.WAITING, this::write);
    environment.start(name + "-out", ThreadKind.WAITING, this::read);
    environment.start(name + "-errors", ThreadKind.WAITING, this::drainErrors);
    boolean isFed = false;
    try {
      options.contextPrinter().print(this::printLine);
      isFed = true;
    } finally {
      if (!isFed) close();
    }
  }

  private Process start(File workingFolder) {
    ProcessBuilder builder = new ProcessBuilder(options.command());
    builder.environment().putAll(options.env());
    if (workingFolder != null) builder.directory(workingFolder);
    try {
      return builder.start();
    } catch (IOException e) {
      throw new EngineException(
          CoreError.PIPE_FAILED,
          "The command '" + command() + "' could not be started (" + e.getMessage() + ")",
          "Check that the program is there, on every host that runs tasks, and may be run",
          e);
    }
  }

  private String command() {
    return String.join(" ", options.command());
  }

  // ---- the task's thread

  @Override
  public boolean hasNext() {
    while (!lines.hasNext()) {
      if (isOver) return false;
      feed();
      if (!takeLines()) await();
    }
    return true;
  }

  @Override
  public String next() {
    if (!hasNext()) throw new NoSuchElementException("'" + command() + "' printed no more");
    return lines.next();
  }

  private void printLine(String line) {
    printed.writeBytes(line.getBytes(charset));
    printed.write('\n');
  }

  /** Prints records until the buffer is full, and hands it over if the last one was taken. */
  private void feed() {
    while (true) {
      while (!areRecordsOver && printed.size() < options.bufferSize()) {
        if (isInputClosed()) areRecordsOver = true;
        else if (records.hasNext()) print(records.next());
        else areRecordsOver = true;
      }
      if (!hand()) return;
    }
  }

  private boolean isInputClosed() {
    // A look for each record would be a lock for each; the buffer bounds what is printed in vain.
    if (printed.size() > 0) return false;
    synchronized (lock) {
      return isInputClosed;
    }
  }

  private void print(T element) {
    try {
      options.elementPrinter().print(element, this::printLine);
    } catch (RuntimeException e) {
      throw e;
    } catch (Exception e) {
      throw new UserFunctionException(e);
    }
  }

  /** Whether the buffer was taken, so that more can be printed. */
  private boolean hand() {
    synchronized (lock) {
      if (handed != null || isHandedLast) return false;
      handed = printed.toByteArray();
      isHandedLast = areRecordsOver;
    }
    printed.reset();
    changed.signal();
    return !areRecordsOver;
  }

  /** Takes what was printed; true also at the end of it all. */
  private boolean takeLines() {
    boolean isAtEnd;
    List<String> batch;
    synchronized (lock) {
      batch = batches.poll();
      isAtEnd = batch == null && isPrinted && isEnded;
    }
    if (batch != null) {
      lines = batch.iterator();
      changed.signal();
      return true;
    }
    if (!isAtEnd) return false;
    requireSuccess();
    isOver = true;
    return true;
  }

  private void await() {
    cancellation.run();
    waitFor(() -> hasNews(), LOOK_MILLIS);
  }

  private boolean hasNews() {
    synchronized (lock) {
      return !batches.isEmpty() || (isPrinted && isEnded) || (handed == null && !isHandedLast);
    }
  }

  private void waitFor(BooleanSupplier condition, long millis) {
    try {
      changed.until(condition, millis);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new EngineException(
          CoreError.WAIT_INTERRUPTED,
          "The wait for the command '" + command() + "' was interrupted",
          "Nothing, if its job was cancelled",
          e);
    }
  }

  private void requireSuccess() {
    int code;
    synchronized (lock) {
      code = exitCode;
    }
    if (code == 0) return;
    waitFor(this::areErrorsOver, ERRORS_MILLIS);
    String told = errors.text();
    throw new EngineException(
        CoreError.PIPE_FAILED,
        "The command '"
            + command()
            + "' of partition "
            + partition
            + " ended with "
            + code
            + (told.isEmpty() ? " and told no errors" : " and told: " + told),
        "Run it by hand on some records, and make it end with zero");
  }

  private boolean areErrorsOver() {
    synchronized (lock) {
      return areErrorsOver;
    }
  }

  // ---- the threads that move bytes

  private void write() {
    try (OutputStream in = process.getOutputStream()) {
      while (true) {
        changed.until(this::isToWrite);
        byte[] bytes;
        boolean isLast;
        synchronized (lock) {
          if (isClosed) return;
          bytes = handed;
          isLast = isHandedLast;
        }
        in.write(bytes);
        in.flush();
        synchronized (lock) {
          handed = null;
        }
        changed.signal();
        if (isLast) return;
      }
    } catch (IOException e) {
      // It reads no more.
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } finally {
      synchronized (lock) {
        isInputClosed = true;
        handed = null;
      }
      changed.signal();
    }
  }

  private boolean isToWrite() {
    synchronized (lock) {
      return handed != null || isClosed;
    }
  }

  private void read() {
    try {
      readLines();
      endOfPrint();
      int code = process.waitFor();
      synchronized (lock) {
        exitCode = code;
        isEnded = true;
      }
      changed.signal();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void readLines() throws InterruptedException {
    try (BufferedReader out =
        new BufferedReader(new InputStreamReader(process.getInputStream(), charset))) {
      List<String> batch = new ArrayList<>();
      int chars = 0;
      for (String line = out.readLine(); line != null; line = out.readLine()) {
        batch.add(line);
        chars += line.length() + 16;
        if (chars < BATCH_CHARS && out.ready()) continue;
        if (!give(batch)) return;
        batch = new ArrayList<>();
        chars = 0;
      }
      if (!batch.isEmpty()) give(batch);
    } catch (IOException e) {
      // The process was killed under the reader; the task's thread knows, for it did that.
    }
  }

  private void endOfPrint() {
    synchronized (lock) {
      isPrinted = true;
    }
    changed.signal();
  }

  private boolean give(List<String> batch) throws InterruptedException {
    changed.until(this::hasRoom);
    synchronized (lock) {
      if (isClosed) return false;
      batches.add(batch);
    }
    changed.signal();
    return true;
  }

  private boolean hasRoom() {
    synchronized (lock) {
      return isClosed || batches.size() < QUEUED_BATCHES;
    }
  }

  private void drainErrors() {
    errors.drain(process.getErrorStream(), charset, command());
    synchronized (lock) {
      areErrorsOver = true;
    }
    changed.signal();
  }

  @Override
  public void close() {
    synchronized (lock) {
      if (isClosed) return;
      isClosed = true;
    }
    isOver = true;
    if (process.isAlive()) {
      process.descendants().forEach(ProcessHandle::destroyForcibly);
      process.destroyForcibly();
    }
    changed.signal();
  }
}
