package io.brasa.ui.state;

import io.brasa.core.event.BlockState;
import io.brasa.core.event.Event;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/** The datasets that are kept. Guarded by the lock of its application. */
final class KeptData {
  private final Map<Long, Dataset> datasets = new LinkedHashMap<>();

  private static final class Dataset {
    final Event.DatasetPersisted persisted;

    /** By executor and partition. */
    final Map<String, Map<Integer, BlockState>> blocks = new TreeMap<>();

    long evictions;

    Dataset(Event.DatasetPersisted persisted) {
      this.persisted = persisted;
    }
  }

  void add(Event.DatasetPersisted persisted) {
    datasets.put(persisted.dataset(), new Dataset(persisted));
  }

  void remove(Event.DatasetUnpersisted unpersisted) {
    datasets.remove(unpersisted.dataset());
  }

  void change(Event.BlocksChanged changed) {
    for (BlockState block : changed.blocks()) {
      Dataset dataset = datasets.get(block.dataset());
      if (dataset == null) continue;
      Map<Integer, BlockState> ofExecutor =
          dataset.blocks.computeIfAbsent(changed.executor(), _ -> new HashMap<>());
      dataset.evictions += block.evictions();
      if (block.memoryBytes() == 0 && block.diskBytes() == 0) ofExecutor.remove(block.partition());
      else ofExecutor.put(block.partition(), block);
    }
  }

  void lose(String executor) {
    for (Dataset dataset : datasets.values()) dataset.blocks.remove(executor);
  }

  List<DatasetView> views() {
    return datasets.values().stream().map(KeptData::view).toList();
  }

  private static DatasetView view(Dataset dataset) {
    Set<Integer> inMemory = new HashSet<>();
    Set<Integer> onDisk = new HashSet<>();
    long memory = 0;
    long disk = 0;
    List<DatasetView.Share> shares = new ArrayList<>();
    for (var ofExecutor : dataset.blocks.entrySet()) {
      long memoryHere = 0;
      long diskHere = 0;
      for (BlockState block : ofExecutor.getValue().values()) {
        if (block.memoryBytes() > 0) inMemory.add(block.partition());
        if (block.diskBytes() > 0) onDisk.add(block.partition());
        memoryHere += block.memoryBytes();
        diskHere += block.diskBytes();
      }
      memory += memoryHere;
      disk += diskHere;
      int count = ofExecutor.getValue().size();
      if (count > 0)
        shares.add(new DatasetView.Share(ofExecutor.getKey(), count, memoryHere, diskHere));
    }
    Event.DatasetPersisted persisted = dataset.persisted;
    return new DatasetView(
        persisted.dataset(),
        persisted.name(),
        persisted.site(),
        persisted.level(),
        new DatasetView.Partitions(persisted.partitionCount(), inMemory.size(), onDisk.size()),
        memory,
        disk,
        dataset.evictions,
        shares);
  }
}
