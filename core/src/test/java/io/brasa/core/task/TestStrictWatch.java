package io.brasa.core.task;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotSame;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.brasa.core.error.CoreError;
import io.brasa.runtime.codec.Codecs;
import io.brasa.runtime.error.EngineException;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Which record is said to have changed, and how long a change is noticed. */
final class TestStrictWatch {
  private static final int WINDOW = 256;
  private static final Codecs CODECS = new Codecs(TestStrictWatch.class.getClassLoader());

  private final List<List<Integer>> records =
      IntStream.range(0, 600).<List<Integer>>mapToObj(i -> new ArrayList<>(List.of(i))).toList();
  private final StrictWatch watch = new StrictWatch(records.iterator(), CODECS, "map");

  private void take(int count) {
    for (int i = 0; i < count; i++) {
      assertTrue(watch.hasNext());
      watch.next();
    }
  }

  private static void assertNamed(int record, Runnable step) {
    EngineException failure = assertThrows(EngineException.class, step::run);
    assertEquals(CoreError.RECORD_MUTATED, failure.code());
    assertTrue(
        failure.getMessage().contains("(record " + record + " that can change)"),
        failure::getMessage);
  }

  @Test
  void theLastRecordIsLookedAtBeforeTheNext() {
    take(300);
    records.get(299).add(7);
    assertNamed(299, () -> assertTrue(watch.hasNext()));
  }

  @Test
  void anEarlierOneWhenItsPlaceIsTakenAgain() {
    take(300);
    records.get(280).add(7);
    take(280 + WINDOW - 300);
    assertNamed(280, () -> take(1));
  }

  @Test
  void allOfTheWindowAtTheEnd() {
    take(600);
    records.get(600 - WINDOW).add(7);
    assertNamed(600 - WINDOW, () -> assertTrue(watch.hasNext()));
  }

  @Test
  void whatHasLeftTheWindowMayChange() {
    take(600);
    records.get(600 - WINDOW - 1).add(7);
    assertFalse(watch.hasNext());
  }

  @Test
  void nothingIsLookedAtOnceClosed() {
    take(300);
    watch.close();
    records.get(299).add(7);
    assertTrue(watch.hasNext());
  }

  @Test
  void whatCanChangeIsCopiedAndWhatCannotIsNot() {
    List<Integer> list = records.getFirst();
    Object handed = watch.next();
    assertEquals(list, handed);
    assertNotSame(list, handed);
    String text = "text";
    assertSame(text, new StrictWatch(List.of(text).iterator(), CODECS, "map").next());
  }
}
