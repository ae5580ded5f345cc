package io.brasa.core.shuffle;

import io.brasa.core.block.Block;
import io.brasa.core.block.ClosingIterator;
import io.brasa.core.block.MemoryStorage;
import io.brasa.core.function.Pair;
import io.brasa.runtime.codec.Codecs;
import io.brasa.runtime.memory.MemoryAccount;
import io.brasa.runtime.memory.Reservation;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;

/** Runs whole shuffles in one process, in a mode and with an amount of memory. */
final class ShuffleRig implements AutoCloseable {
  /** How outputs are handed over, and whether there is memory. */
  enum Mode {
    REFERENCES(Handover.REFERENCES, false, 1L << 30),
    STRICT(Handover.REFERENCES, true, 1L << 30),
    ENCODED(Handover.ENCODED, false, 1L << 30),
    REFERENCES_TINY(Handover.REFERENCES, false, 40_000),
    STRICT_TINY(Handover.REFERENCES, true, 40_000),
    ENCODED_TINY(Handover.ENCODED, false, 40_000);

    final Handover handover;
    final boolean isStrict;
    final long memoryBytes;

    Mode(Handover handover, boolean isStrict, long memoryBytes) {
      this.handover = handover;
      this.isStrict = isStrict;
      this.memoryBytes = memoryBytes;
    }

    boolean isTiny() {
      return memoryBytes < 1 << 20;
    }
  }

  final Mode mode;
  final Codecs codecs = new Codecs(ShuffleRig.class.getClassLoader());
  final MemoryStorage storage = new MemoryStorage();
  final MemoryAccount account;
  final MapOutputStore store;
  final List<Reservation> reservations = new ArrayList<>();
  final ShuffleMetrics total = new ShuffleMetrics();
  private int taskCount;

  ShuffleRig(Mode mode) {
    this(mode, mode.memoryBytes);
  }

  ShuffleRig(Mode mode, long memoryBytes) {
    this.mode = mode;
    account = new MemoryAccount(memoryBytes, memoryBytes / 4);
    store = new MapOutputStore(account, codecs, storage, "/outputs");
  }

  ShuffleContext context() {
    SpillFolder spills = new SpillFolder("", 1, taskCount++, 0);
    Reservation reservation = account.forTask(spills);
    reservations.add(reservation);
    return new ShuffleContext(
        codecs,
        reservation,
        account,
        storage,
        spills,
        new ShuffleMetrics(),
        mode.isStrict,
        () -> {});
  }

  MapOutput write(ShuffleSpec spec, int map, List<? extends Pair<?, ?>> records) {
    return write(spec, new MapOutputId(1, map, 0), records);
  }

  MapOutput write(ShuffleSpec spec, MapOutputId id, List<? extends Pair<?, ?>> records) {
    ShuffleContext context = context();
    ShuffleWriter writer = store.writer(spec, id, mode.handover, context);
    for (Pair<?, ?> record : records) writer.write(record._1(), record._2());
    MapOutput output = writer.finish();
    count(context);
    return output;
  }

  void count(ShuffleContext context) {
    total.spillCount += context.metrics().spillCount;
    total.spillBytes += context.metrics().spillBytes;
  }

  Iterator<Block> blocks(int mapCount, int target) {
    List<Block> blocks = new ArrayList<>();
    for (int map = 0; map < mapCount; map++) {
      blocks.add(store.block(new MapOutputId(1, map, 0).block(target)).orElseThrow());
    }
    return blocks.iterator();
  }

  /** The results of all target partitions. */
  List<List<Pair<Object, Object>>> run(
      ShuffleSpec spec, List<? extends List<? extends Pair<?, ?>>> maps) {
    for (int map = 0; map < maps.size(); map++) write(spec, map, maps.get(map));
    List<List<Pair<Object, Object>>> results = new ArrayList<>();
    for (int target = 0; target < spec.targetCount(); target++) {
      ShuffleContext context = context();
      results.add(drain(new ShuffleReader(spec, context).read(blocks(maps.size(), target))));
      count(context);
    }
    return results;
  }

  static <T> List<T> drain(ClosingIterator<T> records) {
    List<T> drained = new ArrayList<>();
    records.forEachRemaining(drained::add);
    return drained;
  }

  long taskBytes() {
    long held = 0;
    for (Reservation reservation : reservations) held += reservation.heldBytes();
    return held;
  }

  /** What tasks do when they end: large groups go. */
  void endTasks() {
    for (int task = 0; task < taskCount; task++)
      storage.delete(new SpillFolder("", 1, task, 0).path());
  }

  List<String> spillFiles() {
    return storage.paths().stream().filter(path -> path.startsWith("/spill")).toList();
  }

  @Override
  public void close() {
    store.close();
    for (Reservation reservation : reservations) reservation.close();
  }
}
