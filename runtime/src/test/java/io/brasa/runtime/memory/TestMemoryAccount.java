package io.brasa.runtime.memory;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

final class TestMemoryAccount {
  private final MemoryAccount account = new MemoryAccount(100, 10);

  @Test
  void grantsWhatIsFreeAndRefusesTheRest() {
    Reservation task = account.forTask("task 1");
    assertTrue(task.grow(100));
    assertFalse(task.grow(1));
    assertTrue(task.grow(0));
    task.shrink(40);
    assertTrue(task.grow(40));
    assertEquals(100, task.heldBytes());
    assertEquals(100, account.heldBytes());
  }

  @Test
  void aRefusalChangesNothing() {
    Reservation task = account.forTask("task 1");
    assertFalse(task.grow(101));
    assertEquals(0, task.heldBytes());
    assertEquals(0, account.heldBytes());
  }

  @Test
  void givesEachTaskItsMinimumWhateverTheOthersHold() {
    Reservation greedy = account.forTask("greedy");
    assertTrue(greedy.grow(100));
    Reservation late = account.forTask("late");
    assertTrue(late.grow(4));
    assertTrue(late.grow(6));
    assertFalse(late.grow(1));
    assertEquals(110, account.heldBytes());
    assertFalse(greedy.grow(1), "an overdrawn account has nothing for others");
  }

  @Test
  void givesNothingOfAMinimumThatIsExceeded() {
    account.forTask("greedy").grow(100);
    Reservation late = account.forTask("late");
    assertFalse(late.grow(11));
    assertEquals(0, late.heldBytes());
  }

  @Test
  void storageBorrowsWhatExecutionLeavesAndNeverPushesItOut() {
    account.onPressure(
        bytes -> {
          throw new AssertionError("storage must not evict");
        });
    Reservation task = account.forTask("task");
    task.grow(60);
    Reservation blocks = account.forStorage("blocks");
    assertFalse(blocks.grow(41));
    assertTrue(blocks.grow(40));
    assertFalse(blocks.grow(1));
  }

  @Test
  void executionTakesBackWhatStorageBorrowed() {
    Reservation blocks = account.forStorage("blocks");
    assertTrue(blocks.grow(90));
    List<Long> wanted = new ArrayList<>();
    account.onPressure(
        bytes -> {
          wanted.add(bytes);
          blocks.shrink(bytes);
          return bytes;
        });
    Reservation task = account.forTask("task");
    assertTrue(task.grow(50));
    assertEquals(List.of(40L), wanted);
    assertEquals(50, blocks.heldBytes());
  }

  @Test
  void asksForEvictionEvenWithinTheMinimumButDoesNotDependOnIt() {
    Reservation blocks = account.forStorage("blocks");
    blocks.grow(100);
    AtomicLong wanted = new AtomicLong();
    account.onPressure(
        bytes -> {
          wanted.addAndGet(bytes);
          return 0;
        });
    assertTrue(account.forTask("task").grow(5));
    assertEquals(5, wanted.get());
    assertEquals(105, account.heldBytes());
  }

  @Test
  void evictsNothingForARequestThatCanNeverBeGranted() {
    account.onPressure(
        bytes -> {
          throw new AssertionError("nothing would be gained");
        });
    account.forStorage("blocks").grow(40);
    Reservation task = account.forTask("task");
    assertTrue(task.grow(60));
    assertFalse(task.grow(41));
    assertFalse(account.forTask("other").grow(101));
  }

  @Test
  void mayBeAskedAgainFromWithinTheEvictor() {
    Reservation blocks = account.forStorage("blocks");
    blocks.grow(100);
    account.onPressure(
        bytes -> {
          assertTrue(account.report().contains("blocks (storage) holds 100 bytes"));
          Reservation writer = account.forTask("writer of evicted blocks");
          blocks.close();
          assertTrue(writer.grow(1));
          writer.close();
          return 100;
        });
    assertTrue(account.forTask("task").grow(100));
  }

  @Test
  void releasesWhatIsLeftOnCloseOnce() {
    Reservation task = account.forTask("task");
    task.grow(30);
    task.close();
    task.close();
    assertEquals(0, account.heldBytes());
    assertEquals("", account.report());
    assertThrows(IllegalStateException.class, () -> task.grow(1));
    assertThrows(IllegalArgumentException.class, () -> task.shrink(1));
  }

  @Test
  void refusesNonsense() {
    Reservation task = account.forTask("task");
    assertThrows(IllegalArgumentException.class, () -> task.grow(-1));
    assertThrows(IllegalArgumentException.class, () -> task.shrink(-1));
    assertThrows(IllegalArgumentException.class, () -> new MemoryAccount(-1, 0));
    assertFalse(task.grow(Long.MAX_VALUE));
  }

  @Test
  void reportsTheLargestFirst() {
    account.forTask("small").grow(1);
    account.forStorage("large").grow(50);
    account.forTask("middle").grow(7);
    assertEquals(
        """
        large (storage) holds 50 bytes
        middle (task) holds 7 bytes
        small (task) holds 1 bytes
        """,
        account.report());
  }

  @Test
  void keepsItsBoundsWhateverManyThreadsDo() throws InterruptedException {
    long seed = new Random().nextLong();
    System.out.println("seed " + seed);
    int threadCount = 4;
    MemoryAccount shared = new MemoryAccount(1_000, 50);
    Reservation blocks = shared.forStorage("blocks");
    shared.onPressure(bytes -> shrinkUpTo(blocks, bytes));
    List<Thread> threads = new ArrayList<>();
    List<Throwable> failures = java.util.Collections.synchronizedList(new ArrayList<>());
    for (int i = 0; i < threadCount; i++) {
      Random random = new Random(seed + i);
      Thread thread = new Thread(() -> work(shared, blocks, random, threadCount));
      thread.setUncaughtExceptionHandler((t, failure) -> failures.add(failure));
      threads.add(thread);
      thread.start();
    }
    for (Thread thread : threads) {
      thread.join();
    }
    assertEquals(List.of(), failures);
    assertEquals(blocks.heldBytes(), shared.heldBytes());
    blocks.close();
    assertEquals(0, shared.heldBytes());
  }

  private static void work(
      MemoryAccount shared, Reservation blocks, Random random, int threadCount) {
    for (int round = 0; round < 300; round++) {
      try (Reservation task = shared.forTask("task")) {
        assertTrue(task.grow(50), "the minimum is always granted");
        long held = 50;
        for (int i = 0; i < 20; i++) {
          int bytes = random.nextInt(400);
          if (random.nextInt(3) == 0) {
            blocks.grow(bytes);
          } else if (task.grow(bytes)) {
            held += bytes;
          } else {
            task.shrink(held - 50);
            held = 50;
          }
          assertEquals(held, task.heldBytes());
          long all = shared.heldBytes();
          assertTrue(all <= 1_000 + 50L * threadCount, "held " + all);
        }
      }
    }
  }

  private static synchronized long shrinkUpTo(Reservation blocks, long bytes) {
    long less = Math.min(bytes, blocks.heldBytes());
    blocks.shrink(less);
    return less;
  }

  /** A heap of which the test says what lives in it. */
  private static final class ToldHeap implements LiveHeap {
    private long bytes = -1;

    @Override
    public java.util.OptionalLong newlyKnownBytes() {
      long told = bytes;
      bytes = -1;
      return told < 0 ? java.util.OptionalLong.empty() : java.util.OptionalLong.of(told);
    }
  }

  private static final long MIB = 1 << 20;

  @Test
  void grantsLessWhenTheHeapHoldsMoreThanIsAccountedFor() {
    ToldHeap heap = new ToldHeap();
    MemoryAccount corrected = new MemoryAccount(100 * MIB, MIB, heap, 10 * MIB);
    Reservation task = corrected.forTask("task");
    assertTrue(task.grow(40 * MIB));
    heap.bytes = 90 * MIB; // 40 are known of and 10 allowed for
    assertTrue(task.grow(2 * MIB));
    assertFalse(task.grow(20 * MIB), "60 are left of 100, and 42 are held");
    assertTrue(task.grow(18 * MIB));
    assertTrue(corrected.report().contains("others than these hold"), corrected.report());
    heap.bytes = 70 * MIB;
    assertTrue(task.grow(30 * MIB), "believed again");
    assertFalse(corrected.report().contains("others than these hold"), corrected.report());
  }

  @Test
  void asksStorageToLeaveWhenTheHeapHoldsMoreThanIsAccountedFor() {
    ToldHeap heap = new ToldHeap();
    MemoryAccount corrected = new MemoryAccount(100 * MIB, MIB, heap, 10 * MIB);
    Reservation blocks = corrected.forStorage("blocks");
    List<Long> asked = new ArrayList<>();
    corrected.onPressure(
        bytes -> {
          asked.add(bytes);
          blocks.shrink(bytes);
          return bytes;
        });
    assertTrue(blocks.grow(80 * MIB));
    heap.bytes = 130 * MIB; // 40 too many
    assertTrue(corrected.forTask("task").grow(2 * MIB));
    assertEquals(List.of(20 * MIB, 2 * MIB), asked);
  }

  @Test
  void doubtsNoEstimateForWhatWasGivenBackSinceTheCollection() {
    ToldHeap heap = new ToldHeap();
    MemoryAccount corrected = new MemoryAccount(100 * MIB, MIB, heap, 10 * MIB);
    Reservation task = corrected.forTask("task");
    assertTrue(task.grow(90 * MIB));
    task.shrink(80 * MIB);
    heap.bytes = 95 * MIB;
    assertTrue(task.grow(80 * MIB));
    assertFalse(corrected.report().contains("others than these hold"), corrected.report());
  }

  @Test
  void aQuarterIsGrantedWhateverTheHeapLooksLike() {
    ToldHeap heap = new ToldHeap();
    MemoryAccount corrected = new MemoryAccount(100 * MIB, 0, heap, 0);
    try (Reservation task = corrected.forTask("task")) {
      assertTrue(task.grow(30 * MIB));
      heap.bytes = 1_000 * MIB;
      assertFalse(task.grow(2 * MIB));
    }
    assertTrue(corrected.forTask("other").grow(25 * MIB));
    assertFalse(corrected.forTask("third").grow(1));
  }

  @Test
  void looksAtTheHeapOfThisProcess() {
    LiveHeap heap = LiveHeap.ofThisProcess();
    byte[][] held = new byte[32][];
    for (int i = 0; i < held.length; i++) held[i] = new byte[1 << 20];
    System.gc();
    long live = heap.newlyKnownBytes().orElseThrow();
    assertTrue(live >= 32 * MIB, "live " + live);
    assertTrue(live < Runtime.getRuntime().maxMemory(), "live " + live);
    assertEquals(32, held.length);
  }
}
