package io.brasa.columnar.source;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotSame;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.brasa.runtime.memory.Reservation;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;

final class TestScratch {
  /** Grants up to a limit, and refuses by failing once it is closed. */
  private static final class Limited implements Reservation {
    private final long most;
    private long held;
    private boolean isClosed;

    Limited(long most) {
      this.most = most;
    }

    @Override
    public boolean grow(long bytes) {
      if (isClosed) throw new IllegalStateException("closed");
      if (held + bytes > most) return false;
      held += bytes;
      return true;
    }

    @Override
    public void shrink(long bytes) {
      assertTrue(bytes <= held, "gives back more than it holds");
      held -= bytes;
    }

    @Override
    public long heldBytes() {
      return held;
    }

    @Override
    public void close() {
      isClosed = true;
      held = 0;
    }
  }

  @Test
  void arraysAreUsedAgain() {
    Scratch scratch = new Scratch();
    byte[] first = scratch.take(5_000);
    scratch.give(first);
    assertSame(first, scratch.take(4_000));
    assertNotSame(first, scratch.take(4_000), "taken twice");
  }

  @Test
  void theSmallestThatIsLargeEnoughIsTaken() {
    Scratch scratch = new Scratch();
    byte[] large = scratch.take(40_000);
    byte[] middle = scratch.take(20_000);
    byte[] small = scratch.take(10_000);
    for (byte[] array : List.of(large, small, middle)) scratch.give(array);
    assertSame(middle, scratch.take(15_000));
    assertSame(large, scratch.take(15_000));
    assertNotSame(small, scratch.take(15_000));
    assertSame(small, scratch.take(10_000));
  }

  @Test
  void nothingIsWastedOnArraysThatAreFarTooLarge() {
    Scratch scratch = new Scratch();
    byte[] large = scratch.take(1 << 20);
    scratch.give(large);
    assertNotSame(large, scratch.take(10_000));
    assertSame(large, scratch.take(1 << 19));
  }

  @Test
  void whatLiesUnusedIsReservedAndNoMoreIsKeptThanIsGranted() {
    Limited memory = new Limited(100_000);
    Scratch scratch = new Scratch(memory);
    byte[] kept = new byte[60_000];
    scratch.give(kept);
    assertEquals(60_000, memory.held);
    scratch.give(new byte[60_000]);
    assertEquals(60_000, memory.held);
    assertSame(kept, scratch.take(60_000));
    assertEquals(0, memory.held);
  }

  @Test
  void readersThatAreClosedBehindTheirTaskKeepNothing() {
    Limited memory = new Limited(1 << 20);
    Scratch scratch = new Scratch(memory);
    byte[] kept = new byte[10_000];
    scratch.give(kept);
    memory.close();
    scratch.give(new byte[20_000]);
    assertSame(kept, scratch.take(10_000));
    assertEquals(0, memory.held);
  }

  @Test
  void neverMoreThanSomeMegabytesAreKept() {
    Limited memory = new Limited(Long.MAX_VALUE);
    Scratch scratch = new Scratch(memory);
    for (int i = 0; i < 100; i++) scratch.give(new byte[1 << 20]);
    assertEquals(8L << 20, memory.held);
  }

  @Test
  void noArrayIsEverWithTwoReaders() {
    long seed = System.nanoTime();
    Random random = new Random(seed);
    Limited memory = new Limited(3 << 20);
    Scratch scratch = new Scratch(memory);
    List<byte[]> taken = new ArrayList<>();
    Set<Integer> identities = new HashSet<>();
    for (int step = 0; step < 20_000; step++) {
      if (random.nextBoolean() || taken.isEmpty()) {
        int length = random.nextInt(1 << (1 + random.nextInt(20)));
        byte[] array = scratch.take(length);
        assertTrue(array.length >= length, "seed " + seed);
        for (byte[] other : taken) assertNotSame(other, array, "seed " + seed);
        taken.add(array);
        if (taken.size() > 50) scratch.give(taken.removeFirst());
      } else {
        scratch.give(taken.remove(random.nextInt(taken.size())));
      }
      identities.add(taken.size());
    }
    assertTrue(identities.size() > 3, "seed " + seed);
  }
}
