package io.brasa.core.shuffle;

import static java.util.Objects.requireNonNull;

import io.brasa.core.block.BlockName;
import io.brasa.core.block.ByteBlock;
import io.brasa.runtime.error.EngineException;
import io.brasa.runtime.storage.Storage;
import io.brasa.runtime.storage.StoredFile;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Map outputs as their files alone tell of them, in folders of processes that need not live any
 * more: each process has a folder below a common one, and its outputs in {@code shuffle} there. A
 * file without a valid index at its end was never finished, and is none. Thread-safe.
 */
public final class OutputFiles {
  private static final int RUNS_MAX = 4_096;

  private final Storage storage;
  private final String root;

  /**
   * By shuffle: where the files of an attempt may be. Guarded by this, as are the runs; never while
   * a file is read.
   */
  private final Map<Long, Map<MapOutputId, List<String>>> paths = new HashMap<>();

  private final Map<MapOutputId, Run> runs =
      new LinkedHashMap<>(16, 0.75f, true) {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<MapOutputId, Run> eldest) {
          return size() > RUNS_MAX;
        }
      };

  /**
   * @param root the folder in which each process has one of its own
   */
  public OutputFiles(Storage storage, String root) {
    this.storage = requireNonNull(storage);
    this.root = requireNonNull(root);
  }

  /** What a reader of one target partition needs of one map attempt, if there is such a file. */
  public Optional<ByteBlock> block(BlockName.Shuffled name) {
    Run run = run(new MapOutputId(name.shuffle(), name.map(), name.attempt()));
    if (run == null) return Optional.empty();
    if (name.partition() < 0 || name.partition() >= run.targetCount()) return Optional.empty();
    return Optional.of(run.block(name.partition(), name));
  }

  /** Whether there is a finished file of a map attempt. */
  public boolean has(MapOutputId id) {
    return run(id) != null;
  }

  private Run run(MapOutputId id) {
    Run known = known(id);
    if (known != null) return known;
    Run found = find(id);
    if (found != null) note(id, found);
    return found;
  }

  private synchronized Run known(MapOutputId id) {
    return runs.get(id);
  }

  private synchronized void note(MapOutputId id, Run run) {
    runs.put(id, run);
  }

  private synchronized Map<MapOutputId, List<String>> paths(long shuffle) {
    return paths.getOrDefault(shuffle, Map.of());
  }

  private synchronized void note(long shuffle, Map<MapOutputId, List<String>> found) {
    paths.put(shuffle, found);
  }

  /** Looks at files, so it holds no lock: a slow disk must not keep others from what is known. */
  private Run find(MapOutputId id) {
    Map<MapOutputId, List<String>> known = paths(id.shuffle());
    if (!known.containsKey(id)) {
      known = listed(id.shuffle());
      note(id.shuffle(), known);
    }
    for (String path : known.getOrDefault(id, List.of())) {
      Optional<Run> run = finished(path);
      if (run.isPresent()) return run.get();
    }
    return null;
  }

  private Map<MapOutputId, List<String>> listed(long shuffle) {
    Map<MapOutputId, List<String>> found = new HashMap<>();
    for (String folder : folders(shuffle)) {
      for (StoredFile file : children(folder)) {
        MapOutputId id = idOf(shuffle, file.path().substring(folder.length() + 1));
        if (id != null) found.computeIfAbsent(id, _ -> new ArrayList<>(1)).add(file.path());
      }
    }
    return found;
  }

  private List<String> folders(long shuffle) {
    List<String> found = new ArrayList<>();
    for (StoredFile process : children(root))
      if (process.isFolder()) found.add(process.path() + "/shuffle/shuffle-" + shuffle);
    return found;
  }

  /** Nothing if there is no such folder, or it disappears meanwhile. */
  private List<StoredFile> children(String folder) {
    try {
      return storage.status(folder).isPresent() ? storage.list(folder) : List.of();
    } catch (EngineException gone) {
      return List.of();
    }
  }

  /** {@code map-M-attempt-A-N}; null for other names. */
  private static MapOutputId idOf(long shuffle, String name) {
    String[] words = name.split("-", -1);
    if (words.length != 5 || !words[0].equals("map") || !words[2].equals("attempt")) return null;
    try {
      return new MapOutputId(shuffle, Integer.parseInt(words[1]), Integer.parseInt(words[3]));
    } catch (NumberFormatException other) {
      return null;
    }
  }

  private Optional<Run> finished(String path) {
    try {
      Optional<StoredFile> file = storage.status(path);
      return file.isEmpty() ? Optional.empty() : read(path, file.get().sizeBytes());
    } catch (IOException | EngineException unreadable) {
      return Optional.empty();
    }
  }

  private Optional<Run> read(String path, long sizeBytes) throws IOException {
    if (sizeBytes < RunIndex.HEAD_BYTES + RunIndex.END_BYTES) return Optional.empty();
    int targets = RunIndex.targetCount(bytes(path, sizeBytes - RunIndex.END_BYTES));
    long length = RunIndex.lengthBytes(targets);
    if (targets < 0 || sizeBytes < RunIndex.HEAD_BYTES + length) return Optional.empty();
    return RunIndex.read(storage, path, bytes(path, sizeBytes - length), sizeBytes);
  }

  private byte[] bytes(String path, long from) throws IOException {
    try (InputStream in = storage.open(path, from, Long.MAX_VALUE - from)) {
      return in.readAllBytes();
    }
  }

  /** Deletes all outputs of a shuffle, of all processes. */
  public void dropShuffle(long shuffle) {
    forget(shuffle);
    for (String folder : folders(shuffle)) storage.delete(folder);
  }

  /** As {@link #dropShuffle}, for who only reads: the files stay. */
  public synchronized void forget(long shuffle) {
    paths.remove(shuffle);
    runs.keySet().removeIf(id -> id.shuffle() == shuffle);
  }
}
