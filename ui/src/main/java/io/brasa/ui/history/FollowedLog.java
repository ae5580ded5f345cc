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

  /** A log without an end that has not grown for so long is one of a driver that was killed. */
  private static final long SILENCE_MILLIS = 60_000;

  private final Storage storage;
  private final String path;
  private final Environment environment;
  private final Codecs codecs;
  private final EventListener listener;
  private EventLogReader reader;
  private String failure = "";
  private boolean hasEnded;
  private boolean isSilent;
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

  /** Reads what there is now. */
  synchronized void catchUp() {
    long now = environment.currentTimeMillis();
    if (now - lookedMillis < PAUSE_MILLIS && now >= lookedMillis) return;
    lookedMillis = now;
    try {
      Optional<StoredFile> file = storage.status(path);
      if (file.isEmpty()) {
        failure = "The log is gone";
        return;
      }
      isSilent = now - file.get().modifiedMillis() > SILENCE_MILLIS;
      if (file.get().sizeBytes() != sizeRead) read();
      sizeRead = file.get().sizeBytes();
    } catch (EngineException e) {
      failure = e.what();
    }
  }

  private void read() {
    if (reader == null)
      reader = new EventLogReader(storage, path, codecs, EventLogReader.OnDamage.SKIP);
    try {
      for (Optional<Event> event = reader.next(); event.isPresent(); event = reader.next()) {
        hasEnded |= event.get() instanceof Event.ApplicationEnded;
        listener.on(event.get());
      }
    } finally {
      reader.close();
    }
  }

  /** Whether more may come. */
  synchronized boolean isLive() {
    return !hasEnded && !isSilent && failure.isEmpty();
  }

  /** What is wrong with the log, in words; empty if nothing is. */
  synchronized String error() {
    StringBuilder text = new StringBuilder(failure);
    if (reader != null) {
      EventLogReader.Report report = reader.report();
      if (report.skippedBytes() > 0)
        add(text, report.skippedBytes() + " bytes of the log are damaged and were passed over");
      if (report.unknownCount() > 0)
        add(text, report.unknownCount() + " events are of a later release and were passed over");
      if (!hasEnded && isSilent)
        add(text, report.tailBytes() > 0 ? "The last event was cut off" : "The log has no end");
    }
    return text.toString();
  }

  private static void add(StringBuilder text, String sentence) {
    if (!text.isEmpty()) text.append(". ");
    text.append(sentence);
  }
}
