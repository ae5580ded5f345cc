package io.brasa.testkit.simulation;

import io.brasa.runtime.error.EngineException;
import io.brasa.runtime.error.RuntimeError;
import io.brasa.runtime.storage.Storage;
import io.brasa.runtime.storage.StoredFile;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.TreeMap;
import java.util.random.RandomGenerator;

/**
 * Files in memory, with the faults of disks. Give each process an instance of its own and it is a
 * local disk; give all the same and it is a distributed file system. Each operation is a step, each
 * write and read of a stream too, so a kill may come between any two; a deletion of a folder takes
 * a step per file, a publication happens at once.
 *
 * <p>When a process is killed, of each file it had open a prefix survives, at least what was
 * synced. {@link #losePower} tears closed files in the same way. A local disk that goes away with
 * its process is one with {@code process.atDeath(disk::wipe)}.
 *
 * <p>Outside a run a test may use it from its own thread to prepare input and look at output; no
 * fault strikes then.
 */
public final class SimulatedStorage implements Storage {
  private static final long MAX_SLOW_NANOS = 5_000_000_000L;

  private final Simulation simulation;
  private final String name;

  /** Folders map to nothing: their entry is what makes them exist. */
  private final TreeMap<String, Optional<SimulatedFile>> entries = new TreeMap<>();

  private StorageFaults faults = StorageFaults.NONE;
  private long capacityBytes = Long.MAX_VALUE;

  /**
   * @param name of the disk or file system, for the trace
   */
  public SimulatedStorage(Simulation simulation, String name) {
    this.simulation = simulation;
    this.name = name;
    entries.put("/", Optional.empty());
  }

  /** Sets the faults from now on. */
  public void inject(StorageFaults newFaults) {
    faults = newFaults;
  }

  /** Sets the room; a write that needs more fails with {@code STORAGE_FULL}. */
  public void limitBytes(long bytes) {
    capacityBytes = bytes;
  }

  /** Loses all files. */
  public void wipe() {
    entries.clear();
    entries.put("/", Optional.empty());
  }

  /**
   * Changes one bit of a file for good. Returns false if the path names no file, or an empty one.
   */
  public boolean corrupt(String path) {
    Optional<SimulatedFile> file = entries.getOrDefault(path, Optional.empty());
    if (file.isEmpty() || file.get().length() == 0) return false;
    RandomGenerator chance = simulation.chance();
    file.get().flip(chance.nextInt(file.get().length()), chance.nextInt(8));
    simulation.baton().note("corrupts " + name + ":" + path);
    return true;
  }

  /** All files below a folder, in order. */
  public List<String> files(String folder) {
    List<String> paths = new ArrayList<>();
    for (Map.Entry<String, Optional<SimulatedFile>> entry : below(folder).entrySet()) {
      if (entry.getValue().isPresent()) paths.add(entry.getKey());
    }
    return paths;
  }

  /** Tears what a process wrote and did not sync, whether its files are closed or not. */
  public void losePower(SimulatedProcess process) {
    for (Optional<SimulatedFile> file : entries.values()) {
      if (file.isPresent() && file.get().writer == process) tear(file.get());
    }
  }

  private void tear(SimulatedFile file) {
    file.tear(simulation.chance().nextInt(file.unsyncedLength() + 1));
  }

  @Override
  public List<StoredFile> list(String folder) {
    operate("lists", folder);
    if (file(folder).isPresent()) throw StorageErrors.notFound(folder);
    List<StoredFile> children = new ArrayList<>();
    int start = folder.equals("/") ? 1 : folder.length() + 1;
    for (String path : below(folder).keySet()) {
      if (path.length() > start && path.indexOf('/', start) < 0) children.add(stored(path));
    }
    return List.copyOf(children);
  }

  @Override
  public Optional<StoredFile> status(String path) {
    operate("looks at", path);
    return entries.containsKey(path) ? Optional.of(stored(path)) : Optional.empty();
  }

  private StoredFile stored(String path) {
    Optional<SimulatedFile> file = entries.get(path);
    if (file.isEmpty()) return new StoredFile(path, true, 0, 0);
    return new StoredFile(path, false, file.get().length(), file.get().modifiedMillis);
  }

  @Override
  public InputStream open(String path, long offset, long length) {
    if (offset < 0 || length < 0) {
      throw new IllegalArgumentException("offset " + offset + " and length " + length);
    }
    operate("opens", path);
    if (strikes(faults.lossRate(), path)
        && entries.getOrDefault(path, Optional.empty()).isPresent()) {
      simulation.baton().note("loses " + path);
      entries.remove(path);
    }
    SimulatedFile file = file(path).orElseThrow(() -> StorageErrors.isFolder(path));
    long end = length > Long.MAX_VALUE - offset ? Long.MAX_VALUE : offset + length;
    return new SimulatedInput(this, path, file, offset, end, flipped(path, file, offset, end));
  }

  private long flipped(String path, SimulatedFile file, long offset, long end) {
    long last = Math.min(end, file.length());
    if (offset >= last || !strikes(faults.flipRate(), path)) return -1;
    long position = simulation.chance().nextLong(offset, last);
    simulation.baton().note("flips a bit of byte " + position);
    return position;
  }

  @Override
  public OutputStream create(String path) {
    operate("creates", path);
    if (entries.containsKey(path)) throw StorageErrors.exists(path);
    createParents(path);
    SimulatedProcess writer = simulation.currentProcess();
    SimulatedFile file = new SimulatedFile(writer);
    file.modifiedMillis = writer.environment().currentTimeMillis();
    entries.put(path, Optional.of(file));
    writer.atDeath(
        () -> {
          if (file.isOpen()) tear(file);
        });
    return new SimulatedOutput(this, path, file);
  }

  private void createParents(String path) {
    String parent = StorageErrors.parent(path);
    if (!entries.containsKey(parent)) {
      createParents(parent);
      entries.put(parent, Optional.empty());
    } else if (entries.get(parent).isPresent()) {
      throw StorageErrors.exists(parent);
    }
  }

  @Override
  public void publish(String from, String to) {
    operate("publishes " + from + " as", to);
    if (!entries.containsKey(from)) throw StorageErrors.notFound(from);
    if (entries.containsKey(to)) throw StorageErrors.exists(to);
    if (to.startsWith(from + "/")) throw StorageErrors.insideItself(from, to);
    createParents(to);
    Map<String, Optional<SimulatedFile>> moved = new TreeMap<>(below(from));
    moved.put(from, entries.get(from));
    entries.keySet().removeAll(moved.keySet());
    moved.forEach((path, file) -> entries.put(to + path.substring(from.length()), file));
  }

  @Override
  public boolean delete(String path) {
    operate("deletes", path);
    if (path.equals("/")) throw StorageErrors.root();
    if (!entries.containsKey(path)) return false;
    for (String child : List.copyOf(below(path).descendingKeySet())) {
      step("deletes", child);
      entries.remove(child);
    }
    if (!below(path).isEmpty()) return delete(path);
    entries.remove(path);
    return true;
  }

  private NavigableMap<String, Optional<SimulatedFile>> below(String folder) {
    if (folder.equals("/")) return new TreeMap<>(entries.tailMap("/", false));
    return new TreeMap<>(entries.subMap(folder + "/", folder + "0"));
  }

  private Optional<SimulatedFile> file(String path) {
    if (!entries.containsKey(path)) throw StorageErrors.notFound(path);
    return entries.get(path);
  }

  private void operate(String verb, String path) {
    if (!path.startsWith("/")) {
      throw new IllegalArgumentException("A storage takes absolute paths, not " + path);
    }
    step(verb, path);
    if (strikes(faults.slowRate(), path)) {
      simulation.sleepNanos(simulation.chance().nextLong(MAX_SLOW_NANOS));
    }
  }

  void step(String verb, String path) {
    simulation.step(verb + " " + name + ":" + path);
  }

  private boolean strikes(double rate, String path) {
    return rate > 0
        && simulation.baton().isRunning()
        && path.startsWith(faults.folder())
        && simulation.chance().nextDouble() < rate;
  }

  void write(String path, SimulatedFile file, byte[] bytes, int offset, int length) {
    step("writes", path);
    boolean isFull = capacityBytes != Long.MAX_VALUE && usedBytes() + length > capacityBytes;
    if (isFull || strikes(faults.fullRate(), path)) {
      throw new EngineException(
          RuntimeError.STORAGE_FULL, "No room is left to write " + path, "Make room on " + name);
    }
    file.append(bytes, offset, length);
  }

  private long usedBytes() {
    long sum = 0;
    for (Optional<SimulatedFile> file : entries.values())
      sum += file.map(SimulatedFile::length).orElse(0);
    return sum;
  }

  /** Removes a file whose write failed, unless its name has come to mean another. */
  void drop(String path, SimulatedFile file) {
    if (entries.getOrDefault(path, Optional.empty()).orElse(null) == file) entries.remove(path);
  }

  /** Readers must expect fewer bytes than they asked for; they get them now and then. */
  int readLength(int wanted) {
    boolean isShort =
        wanted > 1 && simulation.baton().isRunning() && simulation.chance().nextInt(8) == 0;
    return isShort ? simulation.chance().nextInt(1, wanted) : wanted;
  }
}
