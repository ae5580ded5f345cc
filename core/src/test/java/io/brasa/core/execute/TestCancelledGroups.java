package io.brasa.core.execute;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

final class TestCancelledGroups {
  @Test
  void forgetsTheOldestOfMoreThanAThousand() {
    CancelledGroups groups = new CancelledGroups();
    assertFalse(groups.contains("group-0"));
    for (int i = 0; i < 1_000; i++) groups.add("group-" + i);
    assertTrue(groups.contains("group-0"));
    groups.add("group-1000");
    assertFalse(groups.contains("group-0"));
    assertTrue(groups.contains("group-1"));
    assertTrue(groups.contains("group-1000"));
    assertTrue(CancelledGroups.reason("nightly").contains("'nightly'"));
  }

  @Test
  void labelsHaveTheirTagsInOneOrder() {
    JobLabels labels = new JobLabels("", "", Set.of("c", "a", "b"), "", "", false, 0);
    assertEquals(List.of("a", "b", "c"), new ArrayList<>(labels.tags()));
    assertThrows(UnsupportedOperationException.class, () -> labels.tags().add("d"));
  }
}
