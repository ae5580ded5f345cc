package io.brasa.core.event;

import io.brasa.runtime.codec.Codecs;
import io.brasa.runtime.codec.Decoder;
import io.brasa.runtime.codec.Encoder;
import java.util.ArrayList;
import java.util.List;

/**
 * Starts and ends of tasks, or both at once, of one stage attempt on one executor, one after the
 * other, as one record of the log: a dozen bytes each, where a record of its own has a hundred.
 * Whoever reads the log gets the events one by one. The description of the package gives the
 * format. Used by one thread at a time.
 */
final class TaskRows {
  /** Stands where other records have the place of their kind among those that Event declares. */
  static final int KIND = 1 << 14;

  /** The same with rows that releases before this kind could not read. */
  static final int KIND_WITH_MORE = KIND + 1;

  /** The same with rows that are start and end of a task at once. */
  static final int KIND_WITH_WHOLE = KIND + 2;

  /** In the mask of metrics: a second mask follows. */
  private static final int MORE = 128;

  private static final int BYTES_MAX = 32 << 10;

  private static final int ENDED = 1;
  private static final int WINNER = 2;
  private static final int HAS_ATTEMPT = 4;
  private static final int HAS_TIME = 8;
  private static final int HAS_METRICS = 16;
  private static final int WHOLE = 32;

  private final Encoder rows;
  private long stage;
  private int attempt;
  private String executor = "";
  private long firstMillis;
  private long millis;
  private int started;
  private int ended;
  private int kind;

  TaskRows(Codecs codecs) {
    rows = new Encoder(codecs);
  }

  /** Whether what stands in a record's place of the kind says that it has rows. */
  static boolean isKind(int kind) {
    return kind >= KIND && kind <= KIND_WITH_WHOLE;
  }

  boolean isEmpty() {
    return rows.size() == 0;
  }

  boolean isFull() {
    return rows.size() >= BYTES_MAX;
  }

  /** Whether a row can hold all that an event says. */
  static boolean fits(Event.TaskEnded event) {
    return event.error().isEmpty() && fits(event.metrics());
  }

  /** Whether a row of a task that has succeeded can hold what it measured. */
  static boolean fits(TaskMetrics metrics) {
    return metrics.fallbackCount() == 0
        && metrics.fallbackReason().isEmpty()
        && metrics.damageCount() == 0
        && metrics.heavyKeys().isEmpty();
  }

  /** Whether a task's event can follow those that are here. */
  boolean accepts(long ofStage, int ofAttempt, String onExecutor) {
    return isEmpty() || ofStage == stage && ofAttempt == attempt && onExecutor.equals(executor);
  }

  private void begin(long atMillis, long ofStage, int ofAttempt, String onExecutor) {
    stage = ofStage;
    attempt = ofAttempt;
    executor = onExecutor;
    firstMillis = atMillis;
    millis = atMillis;
    started = 0;
    ended = 0;
    kind = KIND;
  }

  void add(Event.TaskStarted event) {
    if (isEmpty()) begin(event.atMillis(), event.stage(), event.attempt(), event.executor());
    writeHead(0, event.atMillis(), event.partition() - started, event.taskAttempt());
    started = event.partition();
  }

  /**
   * @param event that fits
   */
  void add(Event.TaskEnded event) {
    if (isEmpty()) begin(event.atMillis(), event.stage(), event.attempt(), event.executor());
    TaskMetrics metrics = event.metrics();
    int mask = mask(metrics);
    int flags = ENDED | (event.isWinner() ? WINNER : 0) | (mask != 0 ? HAS_METRICS : 0);
    writeHead(flags, event.atMillis(), event.partition() - ended, event.taskAttempt());
    ended = event.partition();
    writeMetrics(metrics, mask);
  }

  /**
   * @param row one whose metrics fit
   */
  void add(FinishedTasks tasks, int row) {
    if (isEmpty()) begin(tasks.atMillis(), tasks.stage(), tasks.attempt(), tasks.executor());
    TaskMetrics metrics = tasks.metrics(row);
    int mask = mask(metrics);
    int flags = ENDED | WINNER | (mask != 0 ? HAS_METRICS : 0);
    boolean isWhole = !tasks.isStartTold(row);
    if (isWhole) {
      flags |= WHOLE;
      kind = KIND_WITH_WHOLE;
    }
    int partition = tasks.partition(row);
    writeHead(flags, tasks.atMillis(), partition - ended, tasks.taskAttempt(row));
    ended = partition;
    if (isWhole) rows.writeVarLong(tasks.atMillis() - tasks.beganMillis(row));
    writeMetrics(metrics, mask);
  }

  private void writeMetrics(TaskMetrics metrics, int mask) {
    rows.writeVarLong(metrics.wallNanos());
    if (mask == 0) return;
    rows.writeByte(mask);
    for (int rest = mask & ~MORE; rest != 0; rest &= rest - 1)
      rows.writeVarLong(metric(metrics, Integer.numberOfTrailingZeros(rest)));
    if ((mask & MORE) != 0) writeMore(metrics);
  }

  private void writeMore(TaskMetrics metrics) {
    kind = Math.max(kind, KIND_WITH_MORE);
    rows.writeByte(
        (metrics.gcMillis() != 0 ? 1 : 0)
            | (metrics.fetchWaitNanos() != 0 ? 2 : 0)
            | (metrics.openNanos() != 0 ? 4 : 0));
    if (metrics.gcMillis() != 0) rows.writeVarLong(metrics.gcMillis());
    if (metrics.fetchWaitNanos() != 0) rows.writeVarLong(metrics.fetchWaitNanos());
    if (metrics.openNanos() != 0) rows.writeVarLong(metrics.openNanos());
  }

  private void writeHead(int known, long atMillis, int partitionChange, int taskAttempt) {
    int flags = known | (taskAttempt != 0 ? HAS_ATTEMPT : 0) | (atMillis != millis ? HAS_TIME : 0);
    rows.writeByte(flags);
    rows.writeVarInt(partitionChange);
    if (taskAttempt != 0) rows.writeVarInt(taskAttempt);
    if (atMillis == millis) return;
    rows.writeVarLong(atMillis - millis);
    millis = atMillis;
  }

  private static int mask(TaskMetrics metrics) {
    return (metrics.rowsIn() != 0 ? 1 : 0)
        | (metrics.rowsOut() != 0 ? 2 : 0)
        | (metrics.inputBytes() != 0 ? 4 : 0)
        | (metrics.shuffleReadBytes() != 0 ? 8 : 0)
        | (metrics.shuffleWriteBytes() != 0 ? 16 : 0)
        | (metrics.spillBytes() != 0 ? 32 : 0)
        | (metrics.peakMemoryBytes() != 0 ? 64 : 0)
        | ((metrics.gcMillis() | metrics.fetchWaitNanos() | metrics.openNanos()) != 0 ? MORE : 0);
  }

  private static long metric(TaskMetrics metrics, int index) {
    return switch (index) {
      case 0 -> metrics.rowsIn();
      case 1 -> metrics.rowsOut();
      case 2 -> metrics.inputBytes();
      case 3 -> metrics.shuffleReadBytes();
      case 4 -> metrics.shuffleWriteBytes();
      case 5 -> metrics.spillBytes();
      default -> metrics.peakMemoryBytes();
    };
  }

  /** Writes the payload of the record and begins anew. */
  void writeTo(Encoder out) {
    out.writeCount(kind);
    out.writeLong(stage);
    out.writeVarInt(attempt);
    out.writeString(executor);
    out.writeLong(firstMillis);
    out.writeCount(rows.size());
    out.writeBytes(rows.buffer(), 0, rows.size());
    rows.reset();
  }

  /** The events of a payload, whose kind has been read. */
  static List<Event> read(Decoder in) {
    long stage = in.readLong();
    int attempt = in.readVarInt();
    String executor = in.readString();
    long millis = in.readLong();
    int length = in.readCount();
    long end = in.position() + length;
    List<Event> events = new ArrayList<>();
    int started = 0;
    int ended = 0;
    while (in.position() < end) {
      int flags = in.readByte();
      int change = in.readVarInt();
      int taskAttempt = (flags & HAS_ATTEMPT) != 0 ? in.readVarInt() : 0;
      if ((flags & HAS_TIME) != 0) millis += in.readVarLong();
      if ((flags & ENDED) == 0) {
        started += change;
        events.add(new Event.TaskStarted(millis, stage, attempt, started, taskAttempt, executor));
      } else {
        ended += change;
        if ((flags & WHOLE) != 0) {
          long began = millis - in.readVarLong();
          events.add(new Event.TaskStarted(began, stage, attempt, ended, taskAttempt, executor));
        }
        TaskMetrics metrics = readMetrics(in, (flags & HAS_METRICS) != 0);
        boolean isWinner = (flags & WINNER) != 0;
        events.add(
            new Event.TaskEnded(
                millis, stage, attempt, ended, taskAttempt, executor, isWinner, "", metrics));
      }
    }
    return events;
  }

  private static TaskMetrics readMetrics(Decoder in, boolean hasMore) {
    long nanos = in.readVarLong();
    long[] rest = new long[7];
    int mask = hasMore ? in.readByte() : 0;
    for (int i = 0; i < rest.length; i++) if ((mask >> i & 1) != 0) rest[i] = in.readVarLong();
    int more = (mask & MORE) != 0 ? in.readByte() : 0;
    long gcMillis = (more & 1) != 0 ? in.readVarLong() : 0;
    long waited = (more & 2) != 0 ? in.readVarLong() : 0;
    long opened = (more & 4) != 0 ? in.readVarLong() : 0;
    return new TaskMetrics(
        nanos, rest[0], rest[1], rest[2], rest[3], rest[4], rest[5], rest[6], 0, "", 0, gcMillis,
        waited, List.of(), opened);
  }
}
