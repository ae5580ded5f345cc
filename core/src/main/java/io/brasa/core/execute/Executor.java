package io.brasa.core.execute;

import io.brasa.core.block.BlockName;
import io.brasa.core.closure.StaticTurn;
import io.brasa.core.error.CoreError;
import io.brasa.core.event.Event;
import io.brasa.core.event.TaskMetrics;
import io.brasa.core.execute.StageWork.SourceSplit;
import io.brasa.core.execute.TaskRunner.Kept;
import io.brasa.core.lineage.CurrentTask;
import io.brasa.core.schedule.SchedulerCommand.Lease;
import io.brasa.core.schedule.SchedulerEvent.Outcome;
import io.brasa.core.shared.TaskParts;
import io.brasa.core.shuffle.MapOutput;
import io.brasa.core.task.TaskRun;
import io.brasa.core.task.TaskTools;
import io.brasa.runtime.environment.Await;
import io.brasa.runtime.environment.Environment;
import io.brasa.runtime.environment.ThreadKind;
import io.brasa.runtime.error.EngineException;
import java.lang.ref.WeakReference;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Runs leases on a fixed number of slots. Each slot is a thread that claims the next partition of
 * the oldest lease, runs it and files the outcome; outcomes are reported when the last task of a
 * lease ends, when enough have gathered, or when the last report is long enough ago for somebody to
 * wonder. Slots start when there is work for them. Thread-safe.
 *
 * <p><b>Stopping.</b> A task that is told to stop does so at its next record, or where its thread
 * notices an interrupt if one was asked for. User code may do neither. After a patience its task
 * counts as stopped all the same, is told of as stuck, and another thread takes over its slot; so
 * capacity comes back while at most {@link #STUCK_PER_SLOT} such threads for each slot linger. They
 * end with what they run; static fields that it reads may get other values, and nothing that it
 * makes counts.
 */
public final class Executor implements AutoCloseable {
  private static final int REPORT_SIZE = 256;
  private static final long REPORT_INTERVAL_NANOS = 20_000_000;

  /** Whoever waits longer for others that need other static values is told of. */
  private static final long LONG_TURN_NANOS = 10_000_000_000L;

  /** Quicker openings are not worth the bytes that would tell of them. */
  private static final long LEAST_OPENING_NANOS = 100_000;

  private final String id;
  private final int slots;
  private final Environment environment;
  private final TaskTools tools;
  private final ProgramOpener opener;
  private final TaskEvents events;
  private final Await work;
  private final ExecutorSampling sampling;
  private final Starts starts;

  private static final int STUCK_PER_SLOT = 2;

  private final long patienceMillis;

  /** Made beforehand, for when there is no memory to say more. */
  private final EngineException unspeakable =
      new EngineException(
          CoreError.TASK_OUT_OF_MEMORY,
          "A task ran out of memory, and there was none left to say where",
          "Use more partitions or give the process more memory");

  // Guarded by this.
  private final LeaseQueue leases = new LeaseQueue();
  private int startedSlots;
  private int idleSlots;
  private int stuckSlots;
  private int threadCount;

  private final Map<Thread, Slot> slotThreads = new ConcurrentHashMap<>();

  private volatile boolean isClosed;

  /**
   * @param opener gives each task its program
   * @param patienceMillis after how long a task that was told to stop, and has not, is stuck
   */
  public Executor(
      String id,
      int slots,
      TaskTools tools,
      ProgramOpener opener,
      TaskEvents events,
      long patienceMillis) {
    this.id = id;
    this.slots = slots;
    this.environment = tools.environment();
    this.tools = tools;
    this.opener = opener;
    this.events = events;
    this.patienceMillis = patienceMillis;
    this.work = environment.newAwait();
    this.sampling = new ExecutorSampling(id, tools, events, this::workLeft, this::runningCount);
    this.starts = new Starts(id, environment, events, this::takeUntold, this::hasLeases);
  }

  public String id() {
    return id;
  }

  public int slots() {
    return slots;
  }

  /**
   * @param splits for each partition of the lease, in its order
   */
  public void submit(Lease lease, StageWork stage, List<List<SourceSplit>> splits) {
    StaticTurn turn = opener.turn(stage.program());
    synchronized (this) {
      if (isClosed) return;
      leases.add(new OpenLease(lease, stage, splits, turn, environment.nanoTime()));
    }
    sampling.wake();
    starts.wake();
    startSlots();
    work.signal();
  }

  /** Called every second while there is work. */
  private int workLeft() {
    List<OpenLease> running = new ArrayList<>();
    for (Slot slot : slotThreads.values()) {
      Claim claim = slot.claim;
      if (claim != null) running.add(claim.lease);
    }
    List<String> waits;
    int count;
    synchronized (this) {
      waits = leases.longWaits(environment.nanoTime() - LONG_TURN_NANOS, running);
      count = leases.size();
    }
    for (String wait : waits) warn("On " + id + " " + wait);
    return count;
  }

  private synchronized boolean hasLeases() {
    return leases.size() > 0;
  }

  private int runningCount() {
    int count = 0;
    for (Slot slot : slotThreads.values()) if (slot.claim != null) count++;
    return count;
  }

  private synchronized List<Claim> takeUntold() {
    List<Claim> untold = new ArrayList<>();
    for (Slot slot : slotThreads.values()) {
      Claim claim = slot.claim;
      if (claim == null || claim.start != Claim.Start.UNTOLD) continue;
      claim.start = Claim.Start.BEING_TOLD;
      untold.add(claim);
    }
    return untold;
  }

  private void startSlots() {
    int toStart;
    int first;
    synchronized (this) {
      if (isClosed) return;
      toStart = Math.min(slots - startedSlots, Math.max(0, leases.unclaimedCount() - idleSlots));
      if (toStart <= 0) return;
      startedSlots += toStart;
      first = threadCount;
      threadCount += toStart;
    }
    for (int i = first; i < first + toStart; i++) {
      environment.start("brasa-task-" + id + "-" + i, ThreadKind.COMPUTE, this::runSlot);
    }
  }

  /**
   * Tasks of a stage attempt, and of those before it, end when they notice; those not begun are
   * reported as stopped. Noted with the leases: nothing is handed out under an attempt once it was
   * stopped.
   *
   * @param isInterrupting whether threads that run such tasks are interrupted
   */
  public void stop(long stage, int attempt, boolean isInterrupting) {
    // Held weakly, as a task that ends in time should not be kept by the clock that waits for it:
    // while it runs, its slot holds it.
    List<WeakReference<Claim>> running = new ArrayList<>();
    synchronized (this) {
      leases.stop(stage, attempt);
      for (Slot slot : slotThreads.values()) {
        Claim claim = slot.claim;
        if (claim == null || !claim.lease.isStopped || claim.isAbandoned) continue;
        if (claim.lease.lease.stage() != stage) continue;
        running.add(new WeakReference<>(claim));
        if (isInterrupting) slot.thread.interrupt();
      }
    }
    work.signal();
    if (running.isEmpty()) return;
    environment.after(patienceMillis, () -> running.forEach(this::noticeStuck));
  }

  /** What has not begun of a lease is reported as stopped. */
  public void recall(long leaseId) {
    Lease recalled;
    List<Outcome> given;
    synchronized (this) {
      OpenLease lease = leases.recall(leaseId);
      if (lease == null) return;
      recalled = lease.lease;
      given = lease.report(lease.reportedAt);
    }
    // Younger ones may have been kept back for it.
    work.signal();
    if (!given.isEmpty() && !isClosed) events.ended(recalled, given);
  }

  private boolean isStopped(Claim claim) {
    return isClosed || claim.lease.isStopped;
  }

  /** The stage whose task a thread runs, if it is one of the slots: it must not wait for jobs. */
  public Optional<String> taskOf(Thread thread) {
    Slot slot = slotThreads.get(thread);
    if (slot == null) return Optional.empty();
    Claim claim = slot.claim;
    return Optional.of(claim == null ? "" : claim.lease.work.name());
  }

  private void runSlot() {
    Slot slot = new Slot(Thread.currentThread());
    slotThreads.put(slot.thread, slot);
    try {
      while (!isClosed && !slot.isReplaced) {
        Claim claim = claim(slot, environment.nanoTime());
        if (claim == null) {
          awaitWork();
          continue;
        }
        finish(claim, run(claim));
        // A function that interrupts its own thread must not end the slot, or stop the next task;
        // nor may an interrupt that was meant for this one.
        boolean _ = Thread.interrupted();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } finally {
      slotThreads.remove(slot.thread);
      synchronized (this) {
        if (!slot.isReplaced) startedSlots--;
      }
    }
  }

  // ---- tasks that do not stop

  private void noticeStuck(WeakReference<Claim> told) {
    Claim claim = told.get();
    if (claim == null || isClosed || claim.slot.claim != claim) return;
    environment.start("brasa-stuck-" + id, ThreadKind.WAITING, () -> abandon(claim));
  }

  private void abandon(Claim claim) {
    boolean isReplaced;
    synchronized (this) {
      if (isClosed || claim.slot.claim != claim || claim.isAbandoned) return;
      claim.isAbandoned = true;
      isReplaced = stuckSlots < STUCK_PER_SLOT * slots;
      stuckSlots++;
      claim.slot.isReplaced = isReplaced;
      if (isReplaced) startedSlots--;
      claim.turn.close();
    }
    work.signal();
    Event.TaskStuck stuck = stuck(claim, isReplaced);
    warn(text(claim, stuck));
    events.stuck(id, stuck);
    file(claim, new Outcome.Stopped(claim.partition(), claim.attempt()));
    startSlots();
  }

  private Event.TaskStuck stuck(Claim claim, boolean isReplaced) {
    Lease lease = claim.lease.lease;
    return new Event.TaskStuck(
        environment.currentTimeMillis(),
        lease.stage(),
        lease.stageAttempt(),
        claim.partition(),
        claim.attempt(),
        id,
        TaskErrors.place(claim.slot.thread.getStackTrace()).strip(),
        isReplaced);
  }

  private static void warn(String text) {
    System.getLogger("io.brasa").log(System.Logger.Level.WARNING, text);
  }

  private String text(Claim claim, Event.TaskStuck stuck) {
    return "Partition "
        + stuck.partition()
        + " of '"
        + claim.lease.work.name()
        + "' was told to stop "
        + patienceMillis
        + " ms ago and still runs on "
        + claim.slot.thread.getName()
        + (stuck.place().isEmpty() ? "" : " " + stuck.place())
        + (stuck.isReplaced()
            ? "; another thread has taken over its slot"
            : "; its slot stays taken, too many are");
  }

  private void awaitWork() throws InterruptedException {
    synchronized (this) {
      idleSlots++;
    }
    try {
      work.until(() -> isClosed || hasWork());
    } finally {
      synchronized (this) {
        idleSlots--;
      }
    }
  }

  private synchronized boolean hasWork() {
    return leases.next() != null;
  }

  private synchronized Claim claim(Slot slot, long now) {
    if (isClosed) return null;
    OpenLease lease = leases.next();
    if (lease == null) return null;
    StaticTurn needed = lease.isStopped ? StaticTurn.none(lease.turn.loader()) : lease.turn;
    Optional<StaticTurn.Held> turn = needed.begin();
    if (turn.isEmpty()) return null;
    Claim claim = new Claim(slot, lease, leases.claim(lease), turn.get(), now);
    slot.claim = claim;
    return claim;
  }

  // ---- one task

  private Outcome run(Claim claim) {
    Lease lease = claim.lease.lease;
    int partition = claim.partition();
    int attempt = claim.attempt();
    if (isStopped(claim)) return new Outcome.Stopped(partition, attempt);
    TaskErrors errors =
        new TaskErrors(
            claim.lease.work.name(),
            partition,
            attempt,
            tools.memory(),
            tools.blocks(),
            TaskRun.spillFolder(tools, lease.stage(), partition, attempt));
    try {
      if (opener.assign(claim.turn)) work.signal();
      ProgramOpener.Opened program = opener.open(claim.lease.work.program(), claim.turn);
      long opened = environment.nanoTime() - claim.beganNanos;
      TaskParts parts = new TaskParts(program.accumulators());
      try (TaskRun task = newRun(claim, program)) {
        Object value = parts.during(() -> CurrentTask.during(task, task::run));
        if (isStopped(claim)) return discarded(claim, value);
        long checksum = value instanceof MapOutput output ? output.contentChecksum() : 0;
        long openNanos = opened < LEAST_OPENING_NANOS ? 0 : opened;
        long nanos = environment.nanoTime() - claim.beganNanos;
        TaskMetrics metrics = sampling.measured(task.metrics(nanos, openNanos));
        TaskReport report =
            new TaskReport(value, metrics, parts.all(), task.nodes(), claim.beganNanos);
        return new Outcome.Succeeded(partition, attempt, checksum, report);
      }
    } catch (TaskRun.Cancelled e) {
      return new Outcome.Stopped(partition, attempt);
    } catch (Throwable e) {
      if (isStopped(claim)) return new Outcome.Stopped(partition, attempt);
      return told(errors, e, claim);
    }
  }

  private Outcome told(TaskErrors errors, Throwable thrown, Claim claim) {
    try {
      return errors.outcome(thrown);
    } catch (OutOfMemoryError evenForThat) {
      return new Outcome.Failed(claim.partition(), claim.attempt(), unspeakable);
    }
  }

  /** What a stopped task wrote could come after its shuffle was forgotten, and stay for ever. */
  private Outcome discarded(Claim claim, Object value) {
    if (value instanceof MapOutput output) tools.outputs().dropAttempt(output.id());
    return new Outcome.Stopped(claim.partition(), claim.attempt());
  }

  private TaskRun newRun(Claim claim, ProgramOpener.Opened program) {
    List<SourceSplit> splits = claim.lease.splits.get(claim.position);
    return new TaskRun(
        program.program(),
        claim.lease.work.attempt(),
        claim.partition(),
        claim.attempt(),
        (node, partition) -> find(splits, node, partition),
        tools,
        () -> isStopped(claim));
  }

  private static Object find(List<SourceSplit> splits, int node, int partition) {
    for (SourceSplit split : splits) {
      if (split.node() == node && split.partition() == partition) return split.split();
    }
    throw new IllegalStateException("no split for partition " + partition + " of node " + node);
  }

  private void finish(Claim claim, Outcome outcome) {
    boolean mayOthersBegin;
    boolean isAbandoned;
    synchronized (this) {
      claim.slot.claim = null;
      claim.turn.close();
      mayOthersBegin = idleSlots > 0 && claim.lease.turn.isNeeded() && leases.unclaimedCount() > 0;
      isAbandoned = claim.isAbandoned;
      if (isAbandoned) stuckSlots--;
    }
    if (mayOthersBegin) work.signal();
    if (isAbandoned) return;
    starts.settle(claim, isUrgent(outcome));
    file(claim, outcome);
  }

  /** Other tasks of the lease may wait for this one until they are told to stop. */
  private static boolean isUrgent(Outcome outcome) {
    return !(outcome instanceof Outcome.Succeeded) && !(outcome instanceof Outcome.Stopped);
  }

  private void file(Claim claim, Outcome outcome) {
    List<Outcome> report = List.of();
    synchronized (this) {
      OpenLease lease = claim.lease;
      leases.file(lease, outcome);
      long now = environment.nanoTime();
      if (lease.hasEnded()
          || isUrgent(outcome)
          || lease.unreported.size() >= REPORT_SIZE
          || now - lease.reportedAt > REPORT_INTERVAL_NANOS) {
        report = lease.report(now);
      }
    }
    if (!report.isEmpty() && !isClosed) events.ended(claim.lease.lease, report);
  }

  /** Drops what is kept under a name. */
  public void forget(Kept kept) {
    switch (kept) {
      case Kept.Stage stage -> tools.outputs().dropShuffle(stage.stage());
      case Kept.Dataset dataset -> {
        for (int p = 0; p < dataset.partitionCount(); p++) {
          tools.blocks().remove(new BlockName.Cached(dataset.dataset(), p));
        }
      }
      case Kept.Variable variable -> opener.forget(variable.broadcast());
    }
  }

  /** Ends the slots; tasks that run end when they notice, and nothing more is reported. */
  @Override
  public void close() {
    sampling.close();
    synchronized (this) {
      isClosed = true;
      leases.clear();
    }
    work.signal();
  }
}
