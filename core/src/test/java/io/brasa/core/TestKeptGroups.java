package io.brasa.core;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.brasa.core.block.StorageLevel;
import io.brasa.core.function.Pair;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Groups that lie in files of their task outlive it when they are kept. */
final class TestKeptGroups {
  @TempDir private Path folder;

  @ParameterizedTest
  @ValueSource(strings = {"1m", "4m", "64m"})
  void areReadAgainAtEveryLevel(String memory) {
    List<Integer> numbers = IntStream.range(0, 60_000).boxed().toList();
    for (StorageLevel level :
        List.of(
            StorageLevel.MEMORY_ONLY,
            StorageLevel.MEMORY_ONLY_SER,
            StorageLevel.MEMORY_AND_DISK,
            StorageLevel.OFF_HEAP,
            StorageLevel.DISK_ONLY)) {
      try (BrasaContext brasa =
          BrasaContext.builder()
              .master("local[2]")
              .set("memory", memory)
              .set("memory.offheap", "32m")
              .set("local.folder", folder.resolve("local").toString())
              .build()) {
        var groups =
            brasa
                .parallelize(numbers, 4)
                .mapToPair(i -> Pair.of(i % 10 == 0 ? i % 70 : 1, "value number " + i))
                .groupByKey(2)
                .persist(level);
        for (int pass = 0; pass < 3; pass++) {
          long length =
              groups
                  .map(
                      pair -> {
                        long sum = 0;
                        for (String value : pair.value()) sum += value.length();
                        return sum;
                      })
                  .reduce(Long::sum);
          long expected = numbers.stream().mapToLong(i -> ("value number " + i).length()).sum();
          assertEquals(expected, length, level + " in pass " + pass);
        }
      }
    }
  }
}
