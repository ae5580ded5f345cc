package io.brasa.core.journal;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.util.function.UnaryOperator;

/**
 * Writes what a journal comes to into another file, without what no longer matters. The journal is
 * read twice, so that no more is held of it than where each report is: first for what it comes to,
 * then for the reports that count, which keep their order. Of a map output that is gone the report
 * shrinks to what still counts of it.
 *
 * @param shrinking gives what is left of a report whose output is gone
 */
record Rewriting(
    EntryFormat format, String application, long epoch, UnaryOperator<byte[]> shrinking) {
  private static final int CHUNK_BYTES = 256 << 10;

  /** The file from its beginning. */
  interface Source {
    InputStream open() throws IOException;
  }

  /** Collects small entries: each write is one of the system's. */
  private static final class Target {
    private final OutputStream out;
    private final ByteArrayOutputStream chunk = new ByteArrayOutputStream();
    private long bytes;

    Target(OutputStream out) {
      this.out = out;
    }

    void write(byte[] entry) throws IOException {
      chunk.write(entry);
      bytes += entry.length;
      if (chunk.size() >= CHUNK_BYTES) flush();
    }

    void flush() throws IOException {
      chunk.writeTo(out);
      chunk.reset();
    }
  }

  /** Returns how many bytes were written. */
  long write(Source file, OutputStream out) throws IOException {
    JournalState state = new JournalState(application);
    try (InputStream in = file.open()) {
      format.read(in, (entry, at) -> state.apply(located(entry, at)));
    }
    Target target = new Target(out);
    target.write(EntryFormat.head());
    for (Entry entry : state.beginning(epoch)) target.write(format.write(entry));
    writeReports(file, state, target);
    for (Entry entry : state.ending()) target.write(format.write(entry));
    target.flush();
    return target.bytes;
  }

  /** With its place instead of a report. */
  private static Entry located(Entry entry, long at) {
    if (!(entry instanceof Entry.Won won) || won.report().length == 0) return entry;
    return new Entry.Won(
        won.stage(), won.partition(), won.attempt(), won.executor(), won.checksum(), place(at));
  }

  private static byte[] place(long at) {
    return ByteBuffer.allocate(Long.BYTES).putLong(at).array();
  }

  private void writeReports(Source file, JournalState state, Target target) throws IOException {
    IOException[] failure = {null};
    try (InputStream in = file.open()) {
      format.read(
          in,
          (entry, at) -> {
            if (failure[0] != null || !(entry instanceof Entry.Won won) || !counts(won, at, state))
              return;
            try {
              target.write(format.write(kept(won, state.stages().get(won.stage()))));
            } catch (IOException e) {
              failure[0] = e;
            }
          });
    }
    if (failure[0] != null) throw failure[0];
  }

  private static boolean counts(Entry.Won won, long at, JournalState state) {
    StageHistory history = state.stages().get(won.stage());
    if (history == null || won.partition() < 0 || won.partition() >= history.partitionCount())
      return false;
    byte[] place = history.report(won.partition());
    return place != null && ByteBuffer.wrap(place).getLong() == at && won.report().length > 0;
  }

  private Entry kept(Entry.Won won, StageHistory history) {
    boolean isGone = !history.isResult() && history.winner(won.partition()) < 0;
    return JournalState.kept(
        history, won.partition(), isGone ? shrinking.apply(won.report()) : won.report());
  }
}
