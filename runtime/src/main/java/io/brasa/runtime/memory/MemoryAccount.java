package io.brasa.runtime.memory;

import static java.util.Objects.requireNonNull;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.OptionalLong;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.locks.ReentrantLock;

/**
 * The one account of the memory that data may take in a process. Operators reserve before they
 * hold; a reservation never waits: it is granted or refused, and whoever is refused spills.
 * Execution and storage share the total and borrow from each other; execution may take storage's
 * bytes back through the evictor. Thread-safe.
 *
 * <p>What always holds, at every moment that the lock is free:
 *
 * <ul>
 *   <li>What the account holds is the sum of what its open reservations hold, and none of these is
 *       negative.
 *   <li>Storage is only ever granted bytes that are free: it never pushes execution out, and a
 *       block that finds no room is not kept or goes to disk.
 *   <li>A task below its minimum is always granted up to it. Together with what was granted before,
 *       this can overdraw the total, but never by more than the minimum times the number of open
 *       task reservations: every other grant needs free bytes, and an overdrawn account has none.
 *       So a task can always make progress with buffers of the minimum's size, and no order in
 *       which tasks start can starve one of them.
 *   <li>A grant is all or nothing, and takes one look at the account: two callers are never
 *       promised the same bytes.
 * </ul>
 *
 * <p>Pressure. A task that asks for more than is free has evictors called first, on its own thread
 * and without the lock, because evicting writes to disk and gives bytes back through this very
 * account. What was freed may be gone to a faster caller by the time of the second look; then the
 * request is refused, since trying on could go on for ever, and spilling is always possible.
 * Requests within the minimum call them too, so that an overdraft is the exception, yet they do not
 * depend on its success. Where not even evicting all of storage would do, none of it is evicted. An
 * evictor that fails is an error of the caller's request and changes nothing in the account.
 *
 * <p>Correction. Sizes of objects are estimates, and functions of users hold what nobody counts. So
 * from time to time, while much is held, the account looks at {@link LiveHeap}: what lives in the
 * heap beyond the reservations and an allowance for everything else is <em>unaccounted</em>, and as
 * long as it is there, that much less is granted and storage is asked to leave. It is compared with
 * the most that was held since the look before, since the collection was some time in between: the
 * account rather believes its estimates too long than doubts them for no reason.
 *
 * <p>What is not counted. Fixed buffers of what reads and writes are not reserved: of a task that
 * merges at most sixteen spilled runs, a chunk and its values each (some 64 KiB), a writer's three
 * buffers (160 KiB) and those of an input (some 300 KiB), about 2 MiB for each slot. They are part
 * of what is left of the heap beside the total, four tenths of it by default.
 */
public final class MemoryAccount {
  /** Said of a request that would not be granted even if all storage were evicted. */
  private static final long NEVER = Long.MAX_VALUE;

  private static final long LOOK_INTERVAL_BYTES = 1 << 20;

  private final long totalBytes;
  private final long taskMinimumBytes;
  private final LiveHeap liveHeap;
  private final long allowanceBytes;
  private final ReentrantLock lock = new ReentrantLock();

  // Guarded by lock.
  private final Set<Account> open = new LinkedHashSet<>();
  private long heldBytes;
  private long storageBytes;
  private long unaccountedBytes;
  private long grantedSinceLook;
  private long mostHeldSinceLook;

  private final List<Evictor> evictors = new CopyOnWriteArrayList<>();

  /**
   * @param totalBytes what all reservations together may hold
   * @param taskMinimumBytes what each running task may always reserve, whatever the others hold
   */
  public MemoryAccount(long totalBytes, long taskMinimumBytes) {
    this(totalBytes, taskMinimumBytes, LiveHeap.UNKNOWN, 0);
  }

  /**
   * As the shorter form, with a correction.
   *
   * @param liveHeap what is really there
   * @param allowanceBytes what may live in the heap beside the reservations without being held
   *     against them
   */
  public MemoryAccount(
      long totalBytes, long taskMinimumBytes, LiveHeap liveHeap, long allowanceBytes) {
    if (totalBytes < 0 || taskMinimumBytes < 0) {
      throw new IllegalArgumentException(
          "sizes are not negative, but these are " + totalBytes + " and " + taskMinimumBytes);
    }
    this.totalBytes = totalBytes;
    this.taskMinimumBytes = taskMinimumBytes;
    this.liveHeap = requireNonNull(liveHeap);
    this.allowanceBytes = allowanceBytes;
  }

  /**
   * Asked to free storage when execution needs it; returns the bytes it released. Must not block on
   * anything but a disk.
   */
  @FunctionalInterface
  public interface Evictor {
    long evict(long bytesWanted);
  }

  /**
   * Adds one who frees storage. They are asked in the order in which they were added, until enough
   * is free.
   */
  public void onPressure(Evictor evictor) {
    evictors.add(requireNonNull(evictor));
  }

  /**
   * Opens an empty reservation of a running task.
   *
   * @param owner its text, which is asked for only then, stands in errors and in reports of what
   *     holds the memory
   */
  public Reservation forTask(Object owner) {
    return new Account(owner, true);
  }

  /** Opens an empty reservation for stored blocks. */
  public Reservation forStorage(String owner) {
    return new Account(owner, false);
  }

  public long totalBytes() {
    return totalBytes;
  }

  /**
   * What all reservations hold; more than the total only as far as tasks were granted their
   * minimum.
   */
  public long heldBytes() {
    lock.lock();
    try {
      return heldBytes;
    } finally {
      lock.unlock();
    }
  }

  /** What stored blocks hold of that. */
  public long storageBytes() {
    lock.lock();
    try {
      return storageBytes;
    } finally {
      lock.unlock();
    }
  }

  /** One line per open reservation, largest first, for error messages. */
  public String report() {
    List<Line> lines = new ArrayList<>();
    long unaccounted;
    lock.lock();
    try {
      for (Account account : open) {
        lines.add(new Line(account.owner.toString(), account.isTask, account.bytes));
      }
      unaccounted = unaccountedBytes;
    } finally {
      lock.unlock();
    }
    lines.sort(Comparator.comparingLong(Line::bytes).reversed().thenComparing(Line::owner));
    StringBuilder text = new StringBuilder();
    for (Line line : lines) {
      text.append(line.owner)
          .append(line.isTask ? " (task) holds " : " (storage) holds ")
          .append(line.bytes)
          .append(" bytes\n");
    }
    if (unaccounted > 0)
      text.append("others than these hold ").append(unaccounted).append(" bytes too many\n");
    return text.toString();
  }

  /**
   * Compares what the account believes with what lives in the heap.
   *
   * @return by how much storage should shrink
   */
  private long look(long mostHeld) {
    OptionalLong live = liveHeap.newlyKnownBytes();
    if (live.isEmpty()) return 0;
    long beyond = live.getAsLong() - mostHeld - allowanceBytes;
    lock.lock();
    try {
      // A quarter is granted whatever the heap looks like, or nothing could go on.
      unaccountedBytes = Math.clamp(beyond, 0, totalBytes - totalBytes / 4);
      return unaccountedBytes == 0 ? 0 : heldBytes - (totalBytes - unaccountedBytes);
    } finally {
      lock.unlock();
    }
  }

  /**
   * Counts what is about to be granted; now and then looks at the heap. Little that is held can do
   * little harm, and looking is not for free: small jobs never do.
   */
  private void lookNowAndThen(long more) {
    if (liveHeap == LiveHeap.UNKNOWN) return;
    long mostHeld;
    lock.lock();
    try {
      grantedSinceLook += more;
      mostHeldSinceLook = Math.max(mostHeldSinceLook, heldBytes);
      if (grantedSinceLook < LOOK_INTERVAL_BYTES || mostHeldSinceLook < totalBytes / 4) return;
      grantedSinceLook = 0;
      mostHeld = mostHeldSinceLook;
      mostHeldSinceLook = heldBytes;
    } finally {
      lock.unlock();
    }
    long tooMuch = look(mostHeld);
    if (tooMuch > 0) relieve(tooMuch);
  }

  private void relieve(long missing) {
    long stillMissing = missing;
    for (Evictor evictor : evictors) {
      if (stillMissing > 0) stillMissing -= evictor.evict(stillMissing);
    }
  }

  /**
   * @param bytes what the owner held when the report was made
   */
  private record Line(String owner, boolean isTask, long bytes) {}

  /** Most tasks are small and never ask for memory: they never meet the lock. */
  private enum Phase {
    NEW,
    OPEN,
    CLOSED
  }

  /**
   * One reservation; its bytes are guarded by the lock of the whole, and it is listed once it asks.
   */
  private final class Account implements Reservation {
    private final Object owner;
    private final boolean isTask;
    private long bytes;
    private final AtomicReference<Phase> phase = new AtomicReference<>(Phase.NEW);

    Account(Object owner, boolean isTask) {
      this.owner = requireNonNull(owner);
      this.isTask = isTask;
    }

    @Override
    public boolean grow(long more) {
      requireNotNegative(more);
      lookNowAndThen(more);
      long missing = take(more, !isTask);
      if (missing == 0) {
        return true;
      }
      if (!isTask || missing == NEVER) {
        return false;
      }
      relieve(missing);
      return take(more, true) == 0;
    }

    /**
     * Takes the bytes and returns 0, or returns how many are missing.
     *
     * @param isLastLook whether a task may overdraw now as far as its minimum goes
     */
    private long take(long more, boolean isLastLook) {
      lock.lock();
      try {
        if (phase.compareAndSet(Phase.NEW, Phase.OPEN)) {
          open.add(this);
        } else if (phase.get() == Phase.CLOSED) {
          throw new IllegalStateException("the reservation of " + owner + " is closed");
        }
        long free = totalBytes - unaccountedBytes - heldBytes;
        boolean isWithinMinimum = isTask && more <= taskMinimumBytes - bytes;
        if (more <= free || more == 0 || isLastLook && isWithinMinimum) {
          add(more);
          return 0;
        }
        return more - free > storageBytes && !isWithinMinimum ? NEVER : more - free;
      } finally {
        lock.unlock();
      }
    }

    private void add(long change) {
      bytes += change;
      heldBytes += change;
      mostHeldSinceLook = Math.max(mostHeldSinceLook, heldBytes);
      storageBytes += isTask ? 0 : change;
    }

    @Override
    public void shrink(long less) {
      requireNotNegative(less);
      lock.lock();
      try {
        if (less > bytes) {
          throw new IllegalArgumentException(
              owner + " holds " + bytes + " bytes and cannot give back " + less);
        }
        add(-less);
      } finally {
        lock.unlock();
      }
    }

    private void requireNotNegative(long change) {
      if (change < 0) {
        throw new IllegalArgumentException("a change is not negative, but this is " + change);
      }
    }

    @Override
    public long heldBytes() {
      lock.lock();
      try {
        return bytes;
      } finally {
        lock.unlock();
      }
    }

    @Override
    public void close() {
      if (phase.compareAndSet(Phase.NEW, Phase.CLOSED)) return;
      lock.lock();
      try {
        add(-bytes);
        phase.set(Phase.CLOSED);
        open.remove(this);
      } finally {
        lock.unlock();
      }
    }
  }
}
