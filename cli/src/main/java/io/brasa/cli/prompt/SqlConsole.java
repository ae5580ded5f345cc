package io.brasa.cli.prompt;

import io.brasa.cli.terminal.ResultFormat;
import io.brasa.runtime.environment.SystemEnvironment;
import io.brasa.runtime.error.EngineException;
import io.brasa.runtime.error.FailureKind;
import io.brasa.sql.BrasaSession;
import io.brasa.sql.DataFrame;
import io.brasa.sql.parser.StatementSplitter;
import io.brasa.sql.parser.StatementSplitter.Piece;
import java.io.BufferedOutputStream;
import java.io.BufferedReader;
import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.CancellationException;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * Runs statements one after the other and prints what they give, or why they failed. Not
 * thread-safe but for {@link #cancel}, which ends the statement that runs and those that were to
 * come with it, and nothing else: each has a job group of its own, so that a cancelled one can
 * start no further job either. The order matters: who cancels sets the flag and then looks for a
 * group, who begins names the group and then looks at the flag.
 */
public final class SqlConsole {
  private static final int BUFFER_BYTES = 1 << 16;

  private final BrasaSession session;
  private final PrintStream out;
  private final PrintStream errors;
  private final SystemEnvironment clock = new SystemEnvironment();
  private final AtomicBoolean isCancelled = new AtomicBoolean();
  private ResultFormat format;
  private boolean isTimed;
  private int maxRows;
  private long statementCount;
  private volatile String group = "";

  /**
   * @param out where rows go, as UTF-8
   * @param errors where errors and times go
   */
  public SqlConsole(
      BrasaSession session, ResultFormat format, OutputStream out, PrintStream errors) {
    this.session = session;
    this.format = format;
    OutputStream buffer = new BufferedOutputStream(out, BUFFER_BYTES);
    this.out = new PrintStream(new Stoppable(buffer), false, StandardCharsets.UTF_8);
    this.errors = errors;
    this.maxRows = Integer.MAX_VALUE;
  }

  /** Rows are no longer printed once the statement is cancelled. */
  private final class Stoppable extends FilterOutputStream {
    private Stoppable(OutputStream out) {
      super(out);
    }

    @Override
    public void write(int value) throws IOException {
      check();
      out.write(value);
    }

    @Override
    public void write(byte[] bytes, int from, int length) throws IOException {
      check();
      out.write(bytes, from, length);
    }

    private void check() {
      if (isCancelled.get()) throw new CancellationException();
    }
  }

  BrasaSession session() {
    return session;
  }

  PrintStream errors() {
    return errors;
  }

  ResultFormat format() {
    return format;
  }

  void setFormat(ResultFormat format) {
    this.format = format;
  }

  boolean isTimed() {
    return isTimed;
  }

  /** Whether the time of each statement is told. */
  public void setTimed(boolean isTimed) {
    this.isTimed = isTimed;
  }

  int maxRows() {
    return maxRows;
  }

  /** How many rows of a result are drawn as a table; other formats print all. */
  public void setMaxRows(int maxRows) {
    this.maxRows = maxRows;
  }

  /** Ends what runs. May be called by any thread. */
  public void cancel() {
    isCancelled.set(true);
    String running = group;
    if (!running.isEmpty()) session.context().cancelJobGroupAndFutureJobs(running);
  }

  /** After a cancellation: what comes now is something else. */
  void ready() {
    isCancelled.set(false);
  }

  /**
   * Runs the statements of a text up to the first that fails. Places in errors are those in the
   * text.
   *
   * @return whether all went well
   */
  public boolean runAll(String text) {
    for (Piece piece : StatementSplitter.pieces(text)) {
      if (!piece.isBlank() && !run(placed(text, piece))) return false;
    }
    return true;
  }

  /**
   * Runs statements as they are read, each when its semicolon has come. Stops at the first that
   * fails.
   */
  public boolean runAll(BufferedReader lines) throws IOException {
    StringBuilder waiting = new StringBuilder();
    for (String line = lines.readLine(); line != null; line = lines.readLine()) {
      waiting.append(line).append('\n');
      if (line.indexOf(';') < 0) continue;
      String text = waiting.toString();
      int done = 0;
      for (Piece piece : StatementSplitter.pieces(text)) {
        if (!piece.isEnded()) break;
        if (!piece.isBlank() && !run(placed(text, piece))) return false;
        done = piece.from() + piece.text().length() + 1;
      }
      blank(waiting, done);
    }
    return runAll(waiting.toString());
  }

  /** What has run becomes blank, so that lines keep their numbers. */
  private static void blank(StringBuilder text, int length) {
    int lines = 0;
    for (int i = 0; i < length; i++) if (text.charAt(i) == '\n') lines++;
    int lastLine = text.substring(0, length).lastIndexOf('\n') + 1;
    text.replace(0, length, "\n".repeat(lines) + " ".repeat(length - lastLine));
  }

  /** A statement with blanks before it, which put it into the line and column of the whole. */
  private static String placed(String text, Piece piece) {
    StringBuilder placed = new StringBuilder(text);
    placed.setLength(piece.from() + piece.text().length());
    blank(placed, piece.from());
    return placed.toString();
  }

  /** Runs one statement; returns whether it went well. */
  boolean run(String statement) {
    long start = clock.nanoTime();
    begin();
    try {
      if (isCancelled.get()) throw new CancellationException();
      DataFrame result = session.sql(statement);
      long rows = format.print(result, maxRows, out);
      out.flush();
      if (isTimed) tellTime(rows, clock.nanoTime() - start);
      return true;
    } catch (EngineException e) {
      return failed(said(e));
    } catch (RuntimeException | StackOverflowError | OutOfMemoryError e) {
      return failed("The engine failed: " + e);
    } finally {
      group = "";
      session.context().clearJobGroup();
    }
  }

  private void begin() {
    String name = "statement " + ++statementCount;
    session.context().setJobGroup(name, name, true);
    group = name;
  }

  private boolean failed(String why) {
    out.flush();
    errors.println("brasa: " + (isCancelled.get() ? "cancelled" : why));
    return false;
  }

  private String said(EngineException failure) {
    if (failure.kind() != FailureKind.BUG) return failure.getMessage();
    StringBuilder all = new StringBuilder(failure.getMessage());
    for (Throwable at = failure.getCause(); at != null; at = at.getCause())
      all.append("\ncaused by ").append(at);
    return all.toString();
  }

  private void tellTime(long rows, long nanos) {
    long millis = nanos / 1_000_000;
    String seconds = millis / 1000 + "." + String.valueOf(1000 + millis % 1000).substring(1) + " s";
    String count = rows < 0 ? "" : rows + (rows == 1 ? " row in " : " rows in ");
    errors.println(count + seconds);
  }
}
