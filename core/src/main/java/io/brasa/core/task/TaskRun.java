package io.brasa.core.task;

import io.brasa.core.block.Block;
import io.brasa.core.block.BlockName;
import io.brasa.core.block.ClosingIterator;
import io.brasa.core.error.CoreError;
import io.brasa.core.event.NodeMetrics;
import io.brasa.core.event.TaskMetrics;
import io.brasa.core.fusion.Chain;
import io.brasa.core.fusion.DivideSink;
import io.brasa.core.fusion.Fusion;
import io.brasa.core.fusion.Sink;
import io.brasa.core.lineage.Link;
import io.brasa.core.lineage.MapRange;
import io.brasa.core.lineage.Operation;
import io.brasa.core.lineage.TaskContext;
import io.brasa.core.lineage.UserFunctionException;
import io.brasa.core.operation.Union;
import io.brasa.core.schedule.SchedulerCommand.StageAttempt;
import io.brasa.core.schedule.SchedulerCommand.Winners;
import io.brasa.core.shuffle.MapOutput;
import io.brasa.core.shuffle.MapOutputId;
import io.brasa.core.shuffle.ShuffleContext;
import io.brasa.core.shuffle.ShuffleMetrics;
import io.brasa.core.shuffle.ShuffleReader;
import io.brasa.core.shuffle.ShuffleSpec;
import io.brasa.core.shuffle.ShuffleWriter;
import io.brasa.core.shuffle.SpillFolder;
import io.brasa.core.task.StageProgram.Input;
import io.brasa.core.task.StageProgram.Node;
import io.brasa.runtime.codec.Codecs;
import io.brasa.runtime.environment.Environment;
import io.brasa.runtime.error.EngineException;
import io.brasa.runtime.error.RuntimeError;
import io.brasa.runtime.memory.Reservation;
import io.brasa.runtime.storage.Storages;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.Collections;
import java.util.Deque;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.BooleanSupplier;

/**
 * One attempt at one partition of a stage: opens the records that the program's last node gives and
 * feeds them to its end. Runs on one thread; {@link #close} gives back all that the task took,
 * however it ended.
 */
public final class TaskRun implements TaskContext, BarrierTask, AutoCloseable {
  /** How long is waited for other tasks before looking whether this one is still wanted. */
  private static final long MEETING_MILLIS = 500;

  private final StageProgram program;
  private final StageAttempt stage;
  private final int partition;
  private final int attempt;
  private final SplitLookup splits;
  private final TaskTools tools;
  private final BooleanSupplier isCancelled;
  private final ShuffleMetrics metrics = new ShuffleMetrics();
  private final Reservation memory;
  private final ShuffleContext shuffleContext;
  private final Fusion fusion;
  private final Swallowed swallowed = new Swallowed();
  private final Handing handing;
  private long inputRows;
  private long inputBytes;
  private long damageCount;

  /** Null until a node of a query's plan says what it did. */
  private Map<Integer, NodeMetrics> nodes;

  private final Opened opened = new Opened();

  /** Where what is opened now is noted: with the task, or with records that end before it does. */
  private Opened opening = opened;

  private final Deque<FailureListener> failureListeners = new ArrayDeque<>();
  private final long beganNanos;

  /** As which it meets others; null unless its stage's tasks run together. */
  private Barriers.Member member;

  private int meetingCount;
  private boolean isCompleted;
  private boolean isFailed;

  /** Finds the split of a source's partition. */
  @FunctionalInterface
  public interface SplitLookup {
    Object split(int node, int partition);
  }

  /** Thrown where a task notices that it is no longer wanted. */
  public static final class Cancelled extends RuntimeException {
    private static final long serialVersionUID = 1L;

    Cancelled() {
      super("the task was told to stop", null, false, false);
    }
  }

  public TaskRun(
      StageProgram program,
      StageAttempt stage,
      int partition,
      int attempt,
      SplitLookup splits,
      TaskTools tools,
      BooleanSupplier isCancelled) {
    this.program = program;
    this.stage = stage;
    this.partition = partition;
    this.attempt = attempt;
    this.splits = splits;
    this.tools = tools;
    this.isCancelled = isCancelled;
    this.beganNanos = tools.environment().nanoTime();
    SpillFolder spills = spillFolder(tools, stage.stage(), partition, attempt);
    memory = tools.memory().forTask(spills);
    shuffleContext =
        new ShuffleContext(
            tools.codecs(),
            memory,
            tools.memory(),
            tools.local(),
            spills,
            metrics,
            tools.isStrict(),
            this::checkCancelled);
    fusion = new Fusion(tools.kernels(), this);
    handing = new Handing(tools.codecs(), this::reserveForGroups);
  }

  /** Where an attempt puts aside what does not fit into memory. */
  public static SpillFolder spillFolder(TaskTools tools, long stage, int partition, int attempt) {
    return new SpillFolder(tools.localFolder(), stage, partition, attempt);
  }

  /** What the end makes of the records: a {@link MapOutput}, or the action's value. */
  public Object run() throws Exception {
    try {
      return made();
    } catch (Exception | Error e) {
      Throwable reason = swallowed.reason(e);
      fail(reason);
      if (reason instanceof RuntimeException unchecked) throw unchecked;
      if (reason instanceof Error error) throw error;
      throw (Exception) reason;
    }
  }

  private void fail(Throwable failure) {
    isCompleted = true;
    isFailed = true;
    Throwable told =
        failure instanceof UserFunctionException user && user.getCause() != null
            ? user.getCause()
            : failure;
    while (!failureListeners.isEmpty()) {
      try {
        failureListeners.pop().failed(told);
      } catch (Exception | Error e) {
        if (e != failure) failure.addSuppressed(e);
      }
    }
  }

  private Object made() throws Exception {
    Iterator<?> records = open(program.nodes().size() - 1, partition);
    if (tools.isStrict()) records = watched(records, program.nodes().getLast().operation());
    Object made =
        switch (program.end()) {
          case End.Divide divide -> divide(divide.spec(), records);
          case End.Finish(End.Gathering<?> action) -> gather(action, records);
          case End.Finish(End.Action action) -> action.finish(records, this);
        };
    swallowed.rethrow();
    isCompleted = true;
    opened.close(); // sources tell what they have read when they end
    swallowed.rethrow();
    return made;
  }

  private <S extends Sink> Object gather(End.Gathering<S> action, Iterator<?> records)
      throws Exception {
    S sink = action.open(this);
    fusion.push(records, sink);
    return action.result(sink, this);
  }

  private MapOutput divide(ShuffleSpec spec, Iterator<?> records) throws Exception {
    MapOutputId id = new MapOutputId(stage.stage(), partition, attempt);
    ShuffleWriter writer = tools.outputs().writer(spec, id, tools.handover(), shuffleContext);
    boolean isWritten = false;
    try {
      fusion.push(records, new DivideSink(writer));
      swallowed.rethrow();
      MapOutput output = writer.finish();
      isWritten = true;
      return output;
    } finally {
      if (!isWritten) writer.abort();
    }
  }

  // ---- opening

  private Iterator<?> open(int position, int nodePartition) throws Exception {
    Node node = program.nodes().get(position);
    if (node.level().isKept()) return kept(node, position, nodePartition);
    return computed(position, nodePartition);
  }

  /**
   * Gathers the links that end at a node into one chain above the first node that is none, or that
   * is kept. Unions only point elsewhere, so thousands of them are neither nested nor slow.
   */
  private Iterator<?> computed(int position, int nodePartition) throws Exception {
    List<Link> links = new ArrayList<>();
    int at = position;
    int p = nodePartition;
    Node node = program.nodes().get(at);
    while (at == position || !node.level().isKept()) {
      int next;
      if (node.operation() instanceof Link link) {
        links.add(link);
        next = 0;
      } else if (node.operation() instanceof Union) {
        next = node.reaching(p);
      } else {
        break;
      }
      p -= node.inputs().get(next).offset();
      at = node.inputs().get(next).node();
      node = program.nodes().get(at);
    }
    if (at == position)
      return closedLater(node.operation().compute(p, new NodeInputs(at, p), this));
    if (links.isEmpty()) return open(at, p);
    Collections.reverse(links);
    Chain chain = fusion.open(open(at, p), links);
    if (chain.expands()) opening.push(chain);
    return chain;
  }

  private Iterator<?> closedLater(Iterator<?> iterator) {
    if (iterator instanceof AutoCloseable closeable) opening.push(closeable);
    return iterator;
  }

  private final class NodeInputs implements Operation.Inputs {
    private final int position;
    private final int nodePartition;

    NodeInputs(int position, int nodePartition) {
      this.position = position;
      this.nodePartition = nodePartition;
    }

    @Override
    public Iterator<?> read(int input, int inputPartition) throws Exception {
      return read(input, inputPartition, MapRange.ALL);
    }

    private Iterator<?> read(int input, int inputPartition, MapRange maps) throws Exception {
      Input from = program.nodes().get(position).inputs().get(input);
      if (from.shuffle() >= 0) return readShuffle(from.shuffle(), inputPartition, maps);
      return open(from.node(), inputPartition - from.offset());
    }

    @Override
    public ClosingIterator<?> readAlone(int input, int inputPartition, MapRange maps)
        throws Exception {
      Opened outer = opening;
      Opened own = new Opened();
      opening = own;
      try {
        return new OwningRecords(read(input, inputPartition, maps), own);
      } catch (Exception | Error e) {
        own.closeAfter(e);
        throw e;
      } finally {
        opening = outer;
      }
    }

    @Override
    public int reaching(int ownPartition) {
      return program.nodes().get(position).reaching(ownPartition);
    }

    @Override
    public Object split() {
      return splits.split(position, nodePartition);
    }
  }

  private Iterator<?> readShuffle(int shuffle, int target, MapRange maps) {
    Iterator<Block> blocks = tools.fetcher().fetch(stage.inputs().get(shuffle), target, maps, this);
    closedLater(blocks);
    return closedLater(
        new ShuffleReader(program.shuffles().get(shuffle).spec(), shuffleContext).read(blocks));
  }

  // ---- kept partitions

  private Iterator<?> kept(Node node, int position, int nodePartition) throws Exception {
    BlockName.Cached name = new BlockName.Cached(node.dataset(), nodePartition);
    BooleanSupplier isReadOnly =
        () -> !tools.isStrict() && new Readers(program, tools.recordUse()).leaveAlone(position);
    int generation = generation(position);
    Optional<ClosingIterator<Object>> found = tools.blocks().read(name, generation, isReadOnly);
    if (found.isEmpty() && tools.replicas().bring(name, generation, node.level()))
      found = tools.blocks().read(name, generation, isReadOnly);
    if (found.isPresent()) return closedLater(found.get());
    if (!node.changedField().isEmpty()) throw changed(node, nodePartition);
    // Closed after what is kept, which is whole then or not kept.
    opening.push(() -> tools.replicas().spread(name, generation, node.level()));
    Iterator<?> records = computed(position, nodePartition);
    if (tools.isStrict()) records = watched(records, node.operation());
    if (!(records instanceof Chain)) records = new WholeRecords(records, this::checkWhole);
    return closedLater(tools.blocks().keep(name, generation, records, node.level(), isReadOnly));
  }

  private static EngineException changed(Node node, int nodePartition) {
    return new EngineException(
        CoreError.KEPT_VALUES_CHANGED,
        "Partition "
            + nodePartition
            + " of a '"
            + node.operation().name()
            + "' that is persisted is not there and cannot be computed: "
            + node.changedField()
            + " had another value when the others were",
        "Call unpersist() and persist() when the value has changed, so that all partitions are"
            + " computed with the new one, or capture the value in a local variable");
  }

  /**
   * How often what a node is made from has changed: the sum over the shuffles below it. None of
   * these ever decreases, so equal sums mean the same outputs.
   */
  private int generation(int position) {
    int changes = 0;
    for (Winners input : stage.inputs()) changes += input.generation();
    if (changes == 0) return 0;
    BitSet nodes = new BitSet();
    BitSet shuffles = new BitSet();
    nodes.set(position);
    int sum = 0;
    for (int at = position; at >= 0; at = nodes.previousSetBit(at - 1)) {
      for (Input input : program.nodes().get(at).inputs()) {
        if (input.shuffle() < 0) nodes.set(input.node());
        else if (!shuffles.get(input.shuffle())) {
          shuffles.set(input.shuffle());
          sum += stage.inputs().get(input.shuffle()).generation();
        }
      }
    }
    return sum;
  }

  private Iterator<?> watched(Iterator<?> records, Operation operation) {
    StrictWatch watch = new StrictWatch(records, tools.codecs(), operation.name());
    opening.push(watch);
    return watch;
  }

  // ---- tasks that run together

  @Override
  public void enter(int taskCount) {
    if (member != null) return;
    member = new Barriers.Member(stage.stage(), stage.attempt(), partition, taskCount);
    meetingCount = 1;
    tools.barriers().meet(member, 0, tools.barriers().host(), 0);
  }

  @Override
  public boolean hasEntered() {
    return member != null;
  }

  @Override
  public List<String> meet(String brought) {
    return meet(meetingCount++, brought);
  }

  @Override
  public List<String> hosts() {
    return meet(0, tools.barriers().host());
  }

  private List<String> meet(int meeting, String brought) {
    while (true) {
      checkCancelled();
      Optional<List<String>> all = tools.barriers().meet(member, meeting, brought, MEETING_MILLIS);
      if (all.isPresent()) return all.get();
    }
  }

  // ---- what operations may use

  @Override
  public int partition() {
    return partition;
  }

  @Override
  public int attempt() {
    return attempt;
  }

  @Override
  public long stage() {
    return stage.stage();
  }

  @Override
  public int stageAttempt() {
    return stage.attempt();
  }

  @Override
  public boolean isCancelled() {
    return isCancelled.getAsBoolean();
  }

  @Override
  public void closeAtEnd(AutoCloseable closeable) {
    opened.push(closeable);
  }

  @Override
  public void onFailure(FailureListener listener) {
    failureListeners.push(listener);
  }

  @Override
  public boolean isCompleted() {
    return isCompleted;
  }

  @Override
  public boolean isFailed() {
    return isFailed;
  }

  @Override
  public void checkCancelled() {
    if (isCancelled.getAsBoolean()) throw new Cancelled();
    swallowed.rethrow();
  }

  @Override
  public void checkWhole() {
    swallowed.rethrow();
  }

  @Override
  public boolean noteThrown(Throwable thrown) {
    return swallowed.note(thrown);
  }

  /** A chain notes by itself. */
  @Override
  @SuppressWarnings("unchecked")
  public <T> Iterator<T> given(Iterator<T> records) {
    return records instanceof Chain ? records : (Iterator<T>) new GivenRecords(records, swallowed);
  }

  @Override
  public Codecs codecs() {
    return tools.codecs();
  }

  @Override
  public ShuffleContext shuffle() {
    return shuffleContext;
  }

  @Override
  public void countInput(long rows, long bytes) {
    inputRows += rows;
    inputBytes += bytes;
  }

  @Override
  public TaskMetrics metrics() {
    return metrics(tools.environment().nanoTime() - beganNanos, 0);
  }

  /**
   * What the task has done so far.
   *
   * @param openNanos how long it took to open what it runs
   */
  public TaskMetrics metrics(long wallNanos, long openNanos) {
    return new TaskMetrics(
        wallNanos,
        inputRows + metrics.rowsRead,
        metrics.rowsWritten,
        inputBytes,
        metrics.bytesRead,
        metrics.bytesWritten,
        metrics.spillBytes,
        metrics.peakMemoryBytes,
        fusion.fallbackCount(),
        fusion.fallbackReason(),
        damageCount,
        0,
        metrics.fetchWaitNanos,
        metrics.heavyKeys(partition),
        openNanos);
  }

  @Override
  public void noteNode(int node, long rows, long nanos, long spillBytes, long peakBytes) {
    NodeMetrics more = new NodeMetrics(node, rows, nanos, spillBytes, peakBytes, stage.stage(), "");
    if (nodes == null) nodes = new TreeMap<>();
    nodes.merge(node, more, NodeMetrics::plus);
  }

  /** What nodes of a query's plan did in this task. */
  public List<NodeMetrics> nodes() {
    return nodes == null ? List.of() : List.copyOf(nodes.values());
  }

  @Override
  public <T> T handOver(T value) {
    return handing.over(value);
  }

  /** Large groups that leave the task are in memory as bytes and as values at once for a while. */
  private void reserveForGroups(long bytes) {
    long wanted = 4 * bytes;
    if (!memory.grow(wanted)) {
      throw new EngineException(
          RuntimeError.MEMORY_EXHAUSTED,
          "A group of values, encoded in "
              + bytes
              + " bytes, cannot leave its task as a whole, for want of memory beside what holds it:\n"
              + tools.memory().report().stripTrailing(),
          "Make of the group what is wanted of it before it is collected, or give the process more"
              + " memory");
    }
    memory.shrink(wanted);
  }

  @Override
  public void countDamage(long count) {
    damageCount += count;
  }

  @Override
  public Environment environment() {
    return tools.environment();
  }

  @Override
  public Storages storages() {
    return tools.storages();
  }

  /** Closes whatever the task opened and gives its memory back. */
  @Override
  public void close() {
    try {
      opened.close();
    } finally {
      memory.close();
      // What large groups lie in: they last as long as the task.
      if (metrics.spillCount > 0) tools.local().delete(shuffleContext.spillFolder().path());
    }
  }
}
