package io.brasa.sql.execute;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.brasa.columnar.source.Split;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

final class TestSplitGroups {
  private record Bytes(long sizeBytes) implements Split {}

  private static int tasks(int splits, long bytesEach) {
    List<Split> all = new ArrayList<>();
    for (int i = 0; i < splits; i++) all.add(new Bytes(bytesEach));
    List<List<Split>> groups = SplitGroups.of(all, 2);
    assertEquals(splits, groups.stream().mapToInt(List::size).sum());
    return groups.size();
  }

  @Test
  void everySlotHasATaskBeforeOneHasSeveral() {
    assertEquals(1, tasks(0, 0));
    assertEquals(1, tasks(4, 1 << 10));
    assertEquals(2, tasks(8, 256 << 10));
    assertEquals(2, tasks(16, 256 << 10));
    assertEquals(3, tasks(24, 256 << 10));
    assertEquals(8, tasks(160, 256 << 10));
    assertEquals(16, tasks(16, 64L << 20));
  }
}
