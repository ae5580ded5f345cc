package io.brasa.ui.history;

import io.brasa.core.event.Event;
import io.brasa.core.event.EventListener;
import io.brasa.core.event.EventLogReader;
import io.brasa.runtime.codec.Codecs;
import io.brasa.runtime.environment.Environment;
import io.brasa.runtime.error.EngineException;
import io.brasa.runtime.storage.Storage;
import io.brasa.runtime.storage.StoredFile;
import java.util.Optional;

/** One event log, read as far as it goes, and further when it has grown. Thread-safe. */
final class FollowedLog {
  /** Not asked more often whether there is more. */
  private static final long PAUSE_MILLIS = 250;

  /** Looks at the clock after so many events. */
  private static final int LOOK_COUNT = 512;

  /** A log without an end that has not grown for so long is one of a driver that was killed. */
  private static final long SILENCE_MILLIS = 60_000;

  private final Storage storage;
  private final String path;
  private final Environment environment;
  private final Codecs codecs;
  private final EventListener listener;
  private EventLogReader reader;

  /** Null before anything was read. */
  private EventLogReader.Report report;

  private String failure = "";
  private boolean hasEnded;
  private boolean isSilent;

  /** Whether there was no time to read all. */
  private boolean isPartial;

  private long sizeRead = -1;
  private long lookedMillis = Long.MIN_VALUE / 2;

  FollowedLog(
      Storage storage,
      String path,
      Codecs codecs,
      Environment environment,
      EventListener listener) {
    this.storage = storage;
    this.path = path;
    this.codecs = codecs;
    this.environment = environment;
    this.listener = listener;
  }

  /**
   * Reads what there is now.
   *
   * @param millis stops after so long, and goes on there the next time
   */
  synchronized void catchUp(long millis) {
    if (hasEnded) return;
    long now = environment.currentTimeMillis();
    if (!isPartial && now - lookedMillis < PAUSE_MILLIS && now >= lookedMillis) return;
    lookedMillis = now;
    try {
      Optional<StoredFile> file = storage.status(path);
      if (file.isEmpty()) {
        failure = "The log is gone";
        return;
      }
      failure = "";
      isSilent = now - file.get().modifiedMillis() > SILENCE_MILLIS;
      if (isPartial || file.get().sizeBytes() != sizeRead) read(millis);
      sizeRead = file.get().sizeBytes();
    } catch (EngineException e) {
      failure = e.what();
      // Of what is no log nothing was told: whatever takes its place is read from the start.
      if (reader != null && reader.report().offset() == 0) reader = null;
    }
  }

  private void read(long millis) {
    if (reader == null)
      reader = new EventLogReader(storage, path, codecs, EventLogReader.OnDamage.SKIP);
    isPartial = false;
    long begin = environment.nanoTime();
    try {
      long count = 0;
      for (Optional<Event> event = reader.next(); event.isPresent(); event = reader.next()) {
        hasEnded |= event.get() instanceof Event.ApplicationEnded;
        listener.on(event.get());
        if (++count % LOOK_COUNT == 0 && (environment.nanoTime() - begin) / 1_000_000 >= millis) {
          isPartial = true;
          return;
        }
      }
    } finally {
      report = reader.report();
      reader.close();
      // What has ended is not read again: its buffer may go.
      if (hasEnded) reader = null;
    }
  }

  /** Whether more may come. */
  synchronized boolean isLive() {
    return !hasEnded && !isSilent && failure.isEmpty();
  }

  /** What is wrong with the log, in words; empty if nothing is. */
  synchronized String error() {
    StringBuilder text = new StringBuilder(failure);
    if (isPartial) add(text, "Only the first part of the log has been read so far");
    if (report != null) {
      if (report.skippedBytes() > 0)
        add(text, report.skippedBytes() + " bytes of the log are damaged and were passed over");
      if (report.unknownCount() > 0)
        add(text, report.unknownCount() + " events are of a later release and were passed over");
      if (!hasEnded && isSilent && !isPartial)
        add(text, report.tailBytes() > 0 ? "The last event was cut off" : "The log has no end");
    }
    return text.toString();
  }

  private static void add(StringBuilder text, String sentence) {
    if (!text.isEmpty()) text.append(". ");
    text.append(sentence);
  }
}
