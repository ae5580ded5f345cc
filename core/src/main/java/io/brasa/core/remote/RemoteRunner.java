package io.brasa.core.remote;

import io.brasa.core.block.BlockName;
import io.brasa.core.event.BlockState;
import io.brasa.core.event.Event;
import io.brasa.core.event.ExecutorSample;
import io.brasa.core.execute.StageWork;
import io.brasa.core.execute.StageWork.SourceSplit;
import io.brasa.core.execute.TaskEvents;
import io.brasa.core.execute.TaskRunner;
import io.brasa.core.remote.Transport.Address;
import io.brasa.core.schedule.SchedulerCommand.Lease;
import io.brasa.core.schedule.SchedulerCommand.Winners;
import io.brasa.core.schedule.SchedulerEvent.Outcome;
import io.brasa.core.task.ProgramSource;
import io.brasa.runtime.codec.Codecs;
import io.brasa.runtime.environment.Environment;
import io.brasa.runtime.error.Check;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * An executor behind a control channel, as the driver sees it. What the driver wants and what the
 * executor says are each worked off in order by a thread of their own: sending may wait for room,
 * encoding and decoding take their time, long results are fetched, and neither the deciding thread
 * nor the wire may be held up. Thread-safe.
 */
final class RemoteRunner implements TaskRunner {
  /** A lease with long splits is granted in pieces about this long, each well below a frame. */
  private static final int GRANT_BYTES = 8 << 20;

  private final Environment environment;
  private final Peer peer;
  private final TaskMessage.Register executor;
  private final Address blocks;
  private final SplitFormat splits;
  private final OutcomeFormat outcomes;
  private final TaskEvents events;
  private final BlockPeers blockPeers;
  private final Map<String, Address> blockAddresses;
  private final ServedValues values;
  private final ReplicatedPartitions copies;
  private final OutputServices services;
  private final OrderedWork outgoing;
  private final OrderedWork incoming;

  /**
   * The leases of which not everything has been reported, and how many outcomes of each have been.
   */
  private final Map<Long, Lease> leases = new ConcurrentHashMap<>();

  private final Map<Long, Integer> reportedCounts = new ConcurrentHashMap<>();

  /** Which attempts of a stage the executor has been told. Used by the outgoing thread. */
  private final Map<Long, Set<Integer>> prepared = new HashMap<>();

  /**
   * @param blockAddresses of all executors, as they come and go
   */
  RemoteRunner(
      Environment environment,
      Peer peer,
      TaskMessage.Register executor,
      Codecs codecs,
      TaskEvents events,
      BlockPeers blockPeers,
      Map<String, Address> blockAddresses,
      ServedValues values,
      ReplicatedPartitions copies,
      OutputServices services) {
    this.environment = environment;
    this.peer = peer;
    this.executor = executor;
    this.blocks = new Address(executor.blockHost(), executor.blockPort());
    this.splits = new SplitFormat(codecs);
    this.outcomes = new OutcomeFormat(codecs, environment::nanoTime);
    this.events = events;
    this.blockPeers = blockPeers;
    this.blockAddresses = blockAddresses;
    this.values = values;
    this.copies = copies;
    this.services = services;
    this.outgoing = new OrderedWork(environment, this::giveUp);
    this.incoming = new OrderedWork(environment, this::giveUp);
    outgoing.start(environment, "orders for " + id());
    incoming.start(environment, "reports of " + id());
  }

  /** An executor that cannot be told something, or says what makes no sense, is better replaced. */
  private void giveUp(RuntimeException failure) {
    peer.close("an exchange with it failed: " + failure);
  }

  @Override
  public String id() {
    return executor.executor();
  }

  @Override
  public int slots() {
    return executor.slots();
  }

  @Override
  public void submit(Lease lease, StageWork work) {
    leases.put(lease.id(), lease);
    outgoing.post(() -> grant(lease, work));
  }

  private void grant(Lease lease, StageWork work) {
    int granted = 0;
    try {
      prepare(work);
      while (granted < lease.partitions().size()) granted = grantSome(lease, work, granted);
    } catch (RuntimeException | StackOverflowError | LinkageError failure) {
      if (peer.isClosed()) return;
      report(lease, failed(lease, granted, failure));
    }
  }

  /** The tasks from {@code first} on, which the executor was not told of. */
  static List<Outcome> failed(Lease lease, int first, Throwable failure) {
    List<Outcome> failed = new ArrayList<>();
    for (int i = first; i < lease.partitions().size(); i++) {
      failed.add(
          OutcomeFormat.failure(
              new Outcome.Stopped(lease.partitions().get(i), lease.attempts().get(i)), failure));
    }
    return failed;
  }

  private void prepare(StageWork work) {
    long stage = work.attempt().stage();
    if (prepared.getOrDefault(stage, Set.of()).contains(work.attempt().attempt())) return;
    Check.that(
        work.program() instanceof ProgramSource.Sealed,
        "programs for other processes are sealed",
        work.name());
    ProgramSource.Sealed program = (ProgramSource.Sealed) work.program();
    peer.send(
        new TaskMessage.PrepareStage(
            work.attempt(),
            work.name(),
            program.envelope(),
            program.isShareable(),
            addressesOf(work.attempt().inputs()),
            copies.datasets()));
    prepared.computeIfAbsent(stage, _ -> new HashSet<>()).add(work.attempt().attempt());
  }

  private Map<String, Address> addressesOf(List<Winners> inputs) {
    Map<String, Address> found = new HashMap<>();
    for (Winners winners : inputs) {
      for (String name : winners.executors()) {
        Address address = blockAddresses.get(name);
        if (address != null) found.put(name, address);
      }
    }
    return found;
  }

  /**
   * Grants partitions from {@code first} on until their splits are long enough; returns the first
   * that was not granted.
   */
  private int grantSome(Lease lease, StageWork work, int first) {
    List<byte[]> encoded = new ArrayList<>();
    long bytes = 0;
    int end = first;
    while (end < lease.partitions().size() && (end == first || bytes < GRANT_BYTES)) {
      List<SourceSplit> needed = work.splits().of(lease.partitions().get(end));
      encoded.add(splits.write(needed));
      bytes += encoded.getLast().length;
      end++;
    }
    peer.send(
        new TaskMessage.Grant(
            lease.id(),
            lease.stage(),
            lease.stageAttempt(),
            lease.partitions().subList(first, end),
            lease.attempts().subList(first, end),
            encoded));
    return end;
  }

  @Override
  public void stop(long stage, int attempt, boolean isInterrupting) {
    Message order =
        isInterrupting
            ? new TaskMessage.InterruptStage(stage, attempt)
            : new TaskMessage.CancelStage(stage, attempt);
    outgoing.post(() -> peer.send(order));
  }

  @Override
  public void recall(long lease) {
    outgoing.post(() -> peer.send(new TaskMessage.RecallLease(lease)));
  }

  @Override
  public void setLogLevel(String logger, String level) {
    outgoing.post(() -> peer.send(new TaskMessage.LogLevel(logger, level)));
  }

  @Override
  public void forget(Kept kept) {
    if (kept instanceof Kept.Variable(long broadcast)) values.forget(broadcast);
    if (kept instanceof Kept.Dataset dataset) copies.drop(dataset.dataset());
    outgoing.post(() -> sendForget(kept));
  }

  private void sendForget(Kept kept) {
    switch (kept) {
      case Kept.Stage(long stage) -> {
        services.drop(stage);
        if (prepared.remove(stage) != null) peer.send(new TaskMessage.DropStage(stage));
      }
      case Kept.Dataset(long dataset, int partitionCount) ->
          peer.send(new TaskMessage.DropDataset(dataset, partitionCount));
      case Kept.Variable(long broadcast) -> peer.send(new TaskMessage.DropBroadcast(broadcast));
    }
  }

  /** Takes what the executor says. Called by the wire; does nothing itself. */
  void received(Message message) {
    incoming.post(() -> take(message));
  }

  /** Does something after everything that the executor has said so far. */
  void afterReports(Runnable action) {
    incoming.post(action);
  }

  private void take(Message message) {
    switch (message) {
      case TaskMessage.TaskStarted(
              long stage,
              int attempt,
              int partition,
              int taskAttempt,
              long agoNanos) ->
          events.started(
              id(), stage, attempt, partition, taskAttempt, environment.nanoTime() - agoNanos);
      case TaskMessage.Outcomes told -> {
        Lease lease = leases.get(told.lease());
        if (lease == null) return;
        List<Outcome> read = new ArrayList<>();
        for (byte[] outcome : told.outcomes())
          read.add(outcomes.read(lease.id(), outcome, this::fetch));
        report(lease, read);
      }
      case TaskMessage.TaskStuck(
              long stage,
              int attempt,
              int partition,
              int taskAttempt,
              String place,
              boolean isReplaced) ->
          events.stuck(
              id(),
              new Event.TaskStuck(
                  environment.currentTimeMillis(),
                  stage,
                  attempt,
                  partition,
                  taskAttempt,
                  id(),
                  place,
                  isReplaced));
      case TaskMessage.Sampled(ExecutorSample sample, List<BlockState> changed) ->
          events.sampled(id(), sample, changed);
      default -> peer.close("it sent " + message.kind() + ", which is not for drivers");
    }
  }

  private byte[] fetch(BlockName.Result name) {
    return blockPeers.fetch(blocks, name);
  }

  /** Reports, and forgets leases of which everything has been reported. */
  private void report(Lease lease, List<Outcome> told) {
    events.ended(lease, told);
    if (reportedCounts.merge(lease.id(), told.size(), Integer::sum) < lease.partitions().size())
      return;
    reportedCounts.remove(lease.id());
    leases.remove(lease.id());
  }

  @Override
  public void close() {
    outgoing.close();
    incoming.close();
  }
}
