package io.brasa.core.task;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.brasa.core.error.CoreError;
import io.brasa.runtime.error.EngineException;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

/** What the engine throws into functions that catch everything. */
final class TestGivenRecords {
  private final Swallowed swallowed = new Swallowed();

  /** Gives numbers, and throws instead of the one with this value. */
  private record Failing(
      AtomicInteger number, int broken, RuntimeException thrown, boolean atHasNext)
      implements Iterator<Object> {
    @Override
    public boolean hasNext() {
      if (atHasNext && number.get() == broken) throw once();
      return number.get() < 5;
    }

    @Override
    public Object next() {
      if (!atHasNext && number.get() == broken) throw once();
      return number.getAndIncrement();
    }

    private RuntimeException once() {
      number.incrementAndGet();
      return thrown;
    }
  }

  private static EngineException damaged() {
    return new EngineException(CoreError.BLOCK_CORRUPT, "It is damaged", "Nothing");
  }

  private GivenRecords given(RuntimeException thrown, boolean atHasNext) {
    return new GivenRecords(new Failing(new AtomicInteger(), 2, thrown, atHasNext), swallowed);
  }

  @Test
  void theEnginesExceptionIsTheEndOfTheRecordsAndNoted() {
    for (boolean atHasNext : new boolean[] {true, false}) {
      EngineException damaged = damaged();
      Swallowed noted = new Swallowed();
      GivenRecords records =
          new GivenRecords(new Failing(new AtomicInteger(), 2, damaged, atHasNext), noted);
      int count = 0;
      try {
        while (records.hasNext()) {
          records.next();
          count++;
        }
      } catch (EngineException caught) {
        assertSame(damaged, caught);
      }
      assertEquals(2, count);
      assertFalse(records.hasNext());
      assertThrows(NoSuchElementException.class, records::next);
      assertSame(damaged, assertThrows(EngineException.class, noted::rethrow));
    }
  }

  @Test
  void aFunctionsExceptionIsItsOwnToCatch() {
    for (boolean atHasNext : new boolean[] {true, false}) {
      GivenRecords records = given(new IllegalStateException("a user's"), atHasNext);
      assertEquals(0, records.next());
      assertEquals(1, records.next());
      assertThrows(IllegalStateException.class, atHasNext ? records::hasNext : records::next);
      assertTrue(records.hasNext());
      assertEquals(3, records.next());
      swallowed.rethrow();
    }
  }

  @Test
  void theFirstOfAllIsTheReason() {
    EngineException first = damaged();
    assertTrue(swallowed.note(first));
    assertTrue(swallowed.note(new StackOverflowError()));
    assertTrue(swallowed.note(new NoClassDefFoundError()));
    assertTrue(swallowed.note(new TaskRun.Cancelled()));
    assertFalse(swallowed.note(new IllegalStateException()));
    assertSame(first, assertThrows(EngineException.class, swallowed::rethrow));
    RuntimeException below = new IllegalStateException("says so", new RuntimeException(first));
    assertSame(below, swallowed.reason(below));
    RuntimeException other = new IllegalStateException("says nothing");
    assertSame(first, swallowed.reason(other));
    assertSame(other, first.getSuppressed()[0]);
    assertSame(other, new Swallowed().reason(other));
  }

  @Test
  void errorsAreThrownAsTheyWere() {
    StackOverflowError error = new StackOverflowError();
    swallowed.note(error);
    assertSame(error, assertThrows(StackOverflowError.class, swallowed::rethrow));
  }

  @Test
  void theEndOfWholeRecordsIsCheckedAndNothingBefore() {
    swallowed.note(damaged());
    WholeRecords records = new WholeRecords(List.of(1, 2).iterator(), swallowed::rethrow);
    assertTrue(records.hasNext());
    assertEquals(1, records.next());
    assertEquals(2, records.next());
    assertThrows(EngineException.class, records::hasNext);
    assertFalse(new WholeRecords(List.of().iterator(), () -> {}).hasNext());
  }
}
