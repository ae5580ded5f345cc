package io.brasa.runtime.memory;

import static java.util.Objects.requireNonNull;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
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
 */
public final class MemoryAccount {
  /** Said of a request that would not be granted even if all storage were evicted. */
  private static final long NEVER = Long.MAX_VALUE;

  private final long totalBytes;
  private final long taskMinimumBytes;
  private final ReentrantLock lock = new ReentrantLock();

  // Guarded by lock.
  private final Set<Account> open = new LinkedHashSet<>();
  private long heldBytes;
  private long storageBytes;

  private final List<Evictor> evictors = new CopyOnWriteArrayList<>();

  /**
   * @param totalBytes what all reservations together may hold
   * @param taskMinimumBytes what each running task may always reserve, whatever the others hold
   */
  public MemoryAccount(long totalBytes, long taskMinimumBytes) {
    if (totalBytes < 0 || taskMinimumBytes < 0) {
      throw new IllegalArgumentException(
          "sizes are not negative, but these are " + totalBytes + " and " + taskMinimumBytes);
    }
    this.totalBytes = totalBytes;
    this.taskMinimumBytes = taskMinimumBytes;
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
   * Opens an empty reservation of a running task. @param owner named in errors and in reports of
   * what holds the memory
   */
  public Reservation forTask(String owner) {
    return open(new Account(owner, true));
  }

  /** Opens an empty reservation for stored blocks. */
  public Reservation forStorage(String owner) {
    return open(new Account(owner, false));
  }

  private Reservation open(Account account) {
    lock.lock();
    try {
      open.add(account);
    } finally {
      lock.unlock();
    }
    return account;
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

  /** One line per open reservation, largest first, for error messages. */
  public String report() {
    List<Line> lines = new ArrayList<>();
    lock.lock();
    try {
      for (Account account : open) {
        lines.add(new Line(account.owner, account.isTask, account.bytes));
      }
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
    return text.toString();
  }

  /**
   * @param bytes what the owner held when the report was made
   */
  private record Line(String owner, boolean isTask, long bytes) {}

  /** One reservation; its bytes are guarded by the lock of the whole. */
  private final class Account implements Reservation {
    private final String owner;
    private final boolean isTask;
    private long bytes;
    private boolean isClosed;

    Account(String owner, boolean isTask) {
      this.owner = requireNonNull(owner);
      this.isTask = isTask;
    }

    @Override
    public boolean grow(long more) {
      requireNotNegative(more);
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

    private void relieve(long missing) {
      long stillMissing = missing;
      for (Evictor evictor : evictors) {
        if (stillMissing > 0) stillMissing -= evictor.evict(stillMissing);
      }
    }

    /**
     * Takes the bytes and returns 0, or returns how many are missing.
     *
     * @param isLastLook whether a task may overdraw now as far as its minimum goes
     */
    private long take(long more, boolean isLastLook) {
      lock.lock();
      try {
        if (isClosed) {
          throw new IllegalStateException("the reservation of " + owner + " is closed");
        }
        long free = totalBytes - heldBytes;
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
      lock.lock();
      try {
        add(-bytes);
        isClosed = true;
        open.remove(this);
      } finally {
        lock.unlock();
      }
    }
  }
}
