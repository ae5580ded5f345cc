package io.brasa.core.journal;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * What the entries of a journal come to. Each is looked at before it is believed: one that does not
 * fit what came before it is passed over. Not thread-safe.
 */
final class JournalState {
  private final String application;
  private final Map<Long, StageHistory> stages = new LinkedHashMap<>();
  private final Map<String, Journal.Place> places = new LinkedHashMap<>();
  private final Map<String, Entry.SaveBegan> begun = new LinkedHashMap<>();
  private final Map<String, Save> decided = new LinkedHashMap<>();
  private final Map<String, Long> notes = new LinkedHashMap<>();

  /** One text for each executor. */
  private final Map<String, String> names = new HashMap<>();

  /**
   * A save that was decided.
   *
   * @param target where it goes from the folder that it was decided for; empty if it has not begun
   *     to, or is there
   * @param isFollowed whether another one went to the folder since: this one was over by then
   */
  record Save(Entry.SaveDecided entry, String target, boolean isFollowed) {}

  private boolean isOurs;
  private boolean isWhole;

  JournalState(String application) {
    this.application = application;
  }

  /** Whether all that was taken over from an earlier driver is here. */
  boolean isWhole() {
    return isWhole;
  }

  void apply(Entry entry) {
    if (entry instanceof Entry.Begun begins) isOurs = begins.application().equals(application);
    if (!isOurs) return;
    switch (entry) {
      case Entry.Begun _ -> {}
      case Entry.Stage(long stage, String fingerprint, int count, boolean isResult) -> {
        StageHistory known = stages.get(stage);
        if (count >= 0 && (known == null || !known.fingerprint().equals(fingerprint)))
          stages.put(stage, new StageHistory(stage, fingerprint, count, isResult));
      }
      case Entry.Served(String executor, String host, int port) ->
          places.put(executor, new Journal.Place(host, port));
      case Entry.Won won -> {
        StageHistory history = stages.get(won.stage());
        if (history != null && won.partition() >= 0 && won.partition() < history.partitionCount())
          history.win(won, names.computeIfAbsent(won.executor(), name -> name));
      }
      case Entry.RolledBack(long stage) -> {
        StageHistory history = stages.get(stage);
        if (history != null) history.rollBack();
      }
      case Entry.Forgotten(long stage) -> {
        StageHistory history = stages.get(stage);
        if (history != null) history.loseOutputs();
      }
      case Entry.OutputsLost(List<String> executors) -> {
        Set<String> lost = Set.copyOf(executors);
        stages.values().forEach(history -> history.loseOutputsOf(lost));
        places.keySet().removeAll(lost);
      }
      case Entry.SaveBegan save -> begun.put(save.staging(), save);
      case Entry.SaveDecided save -> {
        // What was saved at a place before was deleted by then.
        decided.values().removeIf(other -> other.entry().folder().equals(save.folder()));
        decided.remove(save.work());
        decided.put(save.work(), new Save(save, "", false));
      }
      case Entry.SavePlaced(String work, String target) -> {
        decided.replaceAll(
            (_, other) ->
                other.entry().folder().equals(target)
                    ? new Save(other.entry(), other.target(), true)
                    : other);
        decided.computeIfPresent(work, (_, save) -> new Save(save.entry(), target, false));
      }
      case Entry.SaveWithdrawn(String work) -> decided.remove(work);
      case Entry.Whole _ -> isWhole = true;
      case Entry.Noted(String name, long value) -> notes.put(name, value);
    }
  }

  Map<Long, StageHistory> stages() {
    return stages;
  }

  Map<String, Journal.Place> places() {
    return places;
  }

  /** By the staging folder. */
  Map<String, Entry.SaveBegan> begun() {
    return begun;
  }

  /** By work: the latest of each folder, in the order of decisions. */
  Map<String, Save> decided() {
    return decided;
  }

  /** Whether just this save is known to be decided, and perhaps more of it. */
  boolean knows(Entry.SaveDecided save) {
    Save known = decided.get(save.work());
    return known != null && known.entry().folder().equals(save.folder());
  }

  Map<String, Long> notes() {
    return notes;
  }

  /** The entries that another state becomes the same by, without those that no longer matter. */
  List<Entry> entries(long epoch) {
    List<Entry> entries = new ArrayList<>();
    entries.add(new Entry.Begun(application, epoch));
    Map<String, Boolean> isNamed = new HashMap<>();
    for (StageHistory history : stages.values()) {
      entries.add(stage(history));
      for (int p = 0; p < history.partitionCount(); p++) {
        String executor = history.executor(p);
        Journal.Place place = executor == null ? null : places.get(executor);
        if (place != null && isNamed.put(executor, true) == null)
          entries.add(new Entry.Served(executor, place.host(), place.port()));
        if (history.isChecked(p)) entries.add(kept(history, p, history.report(p)));
      }
    }
    addSaves(entries);
    return entries;
  }

  /**
   * As {@link #entries}, but for what counts, which is to follow, and {@link #ending}. Checksums
   * are all here: partitions that were computed again come after their readers then.
   */
  List<Entry> beginning(long epoch) {
    List<Entry> entries = new ArrayList<>();
    entries.add(new Entry.Begun(application, epoch));
    places.forEach(
        (name, place) -> entries.add(new Entry.Served(name, place.host(), place.port())));
    for (StageHistory history : stages.values()) {
      entries.add(stage(history));
      for (int p = 0; p < history.partitionCount(); p++)
        if (history.isChecked(p))
          entries.add(new Entry.Won(history.stage(), p, -1, "", history.checksum(p), new byte[0]));
    }
    return entries;
  }

  /** Saves, also those that are under way, and what else is known. */
  List<Entry> ending() {
    List<Entry> entries = new ArrayList<>(begun.values());
    addSaves(entries);
    return entries;
  }

  private void addSaves(List<Entry> entries) {
    for (Save save : decided.values()) {
      entries.add(save.entry());
      if (!save.target().isEmpty())
        entries.add(new Entry.SavePlaced(save.entry().work(), save.target()));
    }
    notes.forEach((name, value) -> entries.add(new Entry.Noted(name, value)));
    entries.add(new Entry.Whole());
  }

  private static Entry stage(StageHistory history) {
    return new Entry.Stage(
        history.stage(), history.fingerprint(), history.partitionCount(), history.isResult());
  }

  /** What is known of a partition, with a report in some form. */
  static Entry kept(StageHistory history, int partition, byte[] report) {
    String executor = history.executor(partition);
    return new Entry.Won(
        history.stage(),
        partition,
        history.winner(partition),
        executor == null ? "" : executor,
        history.checksum(partition),
        report == null ? new byte[0] : report);
  }
}
