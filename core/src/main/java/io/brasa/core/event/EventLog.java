package io.brasa.core.event;

import io.brasa.runtime.codec.Codec;
import io.brasa.runtime.codec.Codecs;
import io.brasa.runtime.codec.Encoder;
import io.brasa.runtime.environment.Environment;
import io.brasa.runtime.error.Check;
import io.brasa.runtime.error.EngineException;
import io.brasa.runtime.error.RuntimeError;
import io.brasa.runtime.storage.Storage;
import java.io.IOException;
import java.io.OutputStream;

/**
 * Writes events to a file, in the format that the description of the package gives. What others
 * wait for (the ends of jobs, executors that come and go, the steps of commits) reaches the file at
 * once, or within a tenth of a second where there is much of it, all else within a second, or
 * sooner when the buffer is full; then it also survives this process. {@link EventLogReader} may
 * read along.
 *
 * <p>A failure to write is thrown at the next event, so that the {@link EventBus} removes the log
 * and says so. Thread-safe.
 */
public final class EventLog implements EventListener, AutoCloseable {
  private static final int BUFFER_BYTES = 64 << 10;
  private static final long FLUSH_MILLIS = 1_000;

  /** Of ends of jobs there may be ten thousand in a second: so many are written together. */
  private static final long AWAITED_MILLIS = 100;

  /**
   * So many are encoded one after the other: what encodes would have to come back into a
   * processor's caches for each of them. Of many more, what they hold would have left the caches.
   */
  private static final int WAITING_MAX = 32;

  /** What the relay carries besides events. */
  private enum Order {
    FLUSH,
    FLUSH_AWAITED,
    CLOSE
  }

  private final String path;
  private final Environment environment;
  private final Codec<Event> codec;
  private final Encoder encoder;
  private final TaskRows rows;
  private final LogBlock block = new LogBlock();
  private final PackingBudget budget = new PackingBudget();

  /** Of the events so far. */
  private long latestMillis;

  private final OutputStream out;
  private final Relay<Object> relay = new Relay<>(this::handle);

  /** Events, and tasks that have finished, that are not encoded yet. */
  private final Object[] waiting = new Object[WAITING_MAX];

  private int waitingCount;
  private final byte[] buffer = new byte[BUFFER_BYTES];
  private int buffered;

  private boolean isFlushPlanned;
  private boolean isAwaitedPlanned;

  /** When what somebody waits for was written last, of the events' time. */
  private long awaitedMillis = Long.MIN_VALUE / 2;

  private boolean isClosed;
  private EngineException failure;

  /** Creates the file. Fails as {@link Storage#create} does. */
  public EventLog(Storage storage, String path, Codecs codecs, Environment environment) {
    this.path = path;
    this.environment = environment;
    this.codec = codecs.sealed(Event.class);
    this.encoder = new Encoder(codecs);
    this.rows = new TaskRows(codecs);
    this.out = storage.create(path);
    write(EventLogFormat.header(), EventLogFormat.HEADER_BYTES);
    if (failure != null) throw failure;
  }

  /** The file. */
  public String path() {
    return path;
  }

  @Override
  public void on(Event event) {
    relay.post(event);
  }

  @Override
  public void onFinished(FinishedTasks tasks) {
    relay.post(tasks);
  }

  /** Writes what is left and closes the file; events that come later are dropped. Idempotent. */
  @Override
  public void close() {
    relay.post(Order.CLOSE);
    relay.awaitIdle(environment.newAwait());
    EngineException unreported = failure;
    failure = null;
    if (unreported != null) throw unreported;
  }

  /** All state below is touched here alone, by one thread at a time. */
  private void handle(Object message) {
    switch (message) {
      case Event event -> add(event, event.atMillis());
      case FinishedTasks tasks -> add(tasks, tasks.atMillis());
      case Order order -> obey(order);
      default -> throw new IllegalArgumentException("no message of an event log: " + message);
    }
  }

  private void obey(Order order) {
    if (order == Order.FLUSH) isFlushPlanned = false;
    if (order == Order.FLUSH_AWAITED) {
      isAwaitedPlanned = false;
      awaitedMillis = latestMillis;
    }
    if (isClosed) return;
    flush();
    if (order == Order.CLOSE) closeFile();
  }

  private void add(Object happened, long atMillis) {
    if (!isOpen()) return;
    latestMillis = atMillis;
    waiting[waitingCount++] = happened;
    if (waitingCount == WAITING_MAX) encodeWaiting();
    boolean isUsual =
        happened instanceof FinishedTasks
            || happened instanceof Event.LeaseGranted
            || happened instanceof Event.StageStarted
            || happened instanceof Event.StageEnded
            || happened instanceof Event.JobStarted;
    if (!isUsual && isAwaited((Event) happened)) writeAwaited(atMillis);
    else planFlush();
  }

  private boolean isOpen() {
    if (failure != null) {
      EngineException reported = failure;
      failure = null;
      throw reported;
    }
    return !isClosed;
  }

  private void encodeWaiting() {
    int count = waitingCount;
    waitingCount = 0;
    for (int i = 0; i < count; i++) {
      Object happened = waiting[i];
      waiting[i] = null;
      if (happened instanceof FinishedTasks tasks) addRows(tasks);
      else if (!addRow((Event) happened)) writeAlone((Event) happened);
    }
  }

  private void addRows(FinishedTasks tasks) {
    if (!rows.accepts(tasks.stage(), tasks.attempt(), tasks.executor())) writeRows();
    for (int row = 0; row < tasks.count(); row++) {
      if (!TaskRows.fits(tasks.metrics(row))) {
        if (!tasks.isStartTold(row)) writeAlone(tasks.started(row));
        writeAlone(tasks.ended(row));
        continue;
      }
      rows.add(tasks, row);
      if (rows.isFull()) writeRows();
    }
  }

  private void writeAlone(Event event) {
    writeRows();
    encode(event);
    keep();
  }

  /** Not a switch over patterns: this is what most of the writing costs. */
  private boolean addRow(Event event) {
    if (event instanceof Event.TaskStarted started) {
      if (!rows.accepts(started.stage(), started.attempt(), started.executor())) writeRows();
      rows.add(started);
    } else if (event instanceof Event.TaskEnded ended && TaskRows.fits(ended)) {
      if (!rows.accepts(ended.stage(), ended.attempt(), ended.executor())) writeRows();
      rows.add(ended);
    } else {
      return false;
    }
    if (rows.isFull()) writeRows();
    return true;
  }

  private void writeRows() {
    if (rows.isEmpty()) return;
    beginFrame();
    rows.writeTo(encoder);
    endFrame();
    keep();
  }

  /** At once, unless that was done a moment ago: then a moment later. */
  private void writeAwaited(long atMillis) {
    if (isAwaitedPlanned) return;
    if (atMillis - awaitedMillis < AWAITED_MILLIS) {
      isAwaitedPlanned = true;
      environment.after(AWAITED_MILLIS, () -> relay.post(Order.FLUSH_AWAITED));
      return;
    }
    awaitedMillis = atMillis;
    flush();
  }

  private void planFlush() {
    if (isFlushPlanned) return;
    isFlushPlanned = true;
    environment.after(FLUSH_MILLIS, () -> relay.post(Order.FLUSH));
  }

  /** Puts the encoded record into the buffer, which becomes a block when it is full. */
  private void keep() {
    int size = encoder.size();
    if (size > BUFFER_BYTES - buffered) writeBuffer();
    if (size > BUFFER_BYTES) {
      writeBlock(encoder.buffer(), size);
    } else {
      System.arraycopy(encoder.buffer(), 0, buffer, buffered, size);
      buffered += size;
    }
  }

  private void encode(Event event) {
    beginFrame();
    codec.encode(event, encoder);
    endFrame();
  }

  private void beginFrame() {
    encoder.reset();
    encoder.writeInt(0);
  }

  private void endFrame() {
    int length = encoder.size() - EventLogFormat.LENGTH_BYTES;
    Check.that(
        length <= EventLogFormat.PAYLOAD_BYTES_MAX,
        "an event is smaller than the log's bound",
        length);
    encoder.setInt(0, length);
  }

  private static boolean isAwaited(Event event) {
    return switch (event) {
      case Event.ApplicationStarted _,
          Event.ApplicationEnded _,
          Event.ExecutorAdded _,
          Event.ExecutorLost _,
          Event.JobEnded _,
          Event.StageRolledBack _,
          Event.StageRecognised _,
          Event.OutputCommit _,
          Event.TaskStuck _,
          Event.Warned _,
          Event.EnvironmentTold _,
          Event.QueryEnded _ ->
          true;
      case Event.JobStarted _,
          Event.StageStarted _,
          Event.StageEnded _,
          Event.LeaseGranted _,
          Event.TaskStarted _,
          Event.TaskEnded _,
          Event.ExecutorSampled _,
          Event.DatasetPersisted _,
          Event.DatasetUnpersisted _,
          Event.BlocksChanged _,
          Event.QueryStarted _ ->
          false;
    };
  }

  /** Writes all that there is. */
  private void flush() {
    encodeWaiting();
    writeRows();
    writeBuffer();
  }

  private void writeBuffer() {
    int length = buffered;
    buffered = 0;
    if (length > 0) writeBlock(buffer, length);
  }

  private void writeBlock(byte[] records, int length) {
    if (isClosed) return;
    block.pack(records, length, budget.spend(length, latestMillis));
    write(block.bytes(), block.size());
  }

  private void write(byte[] bytes, int length) {
    try {
      out.write(bytes, 0, length);
    } catch (IOException e) {
      fail(failed(e));
    } catch (EngineException e) {
      fail(e);
    }
  }

  private void closeFile() {
    isClosed = true;
    closeReporting();
  }

  private void closeReporting() {
    block.close();
    try {
      out.close();
    } catch (IOException e) {
      report(failed(e));
    } catch (EngineException e) {
      report(e);
    }
  }

  private EngineException failed(IOException cause) {
    return new EngineException(
        RuntimeError.STORAGE_FAILED,
        "The event log " + path + " cannot be written (" + cause.getMessage() + ")",
        "Look at the cause below",
        cause);
  }

  /** Nothing more is written. Whoever asks next is told, of what went wrong first. */
  private void fail(EngineException e) {
    boolean wasClosed = isClosed;
    isClosed = true;
    report(e);
    if (!wasClosed) closeReporting();
  }

  private void report(EngineException e) {
    if (failure == null) failure = e;
    else if (failure != e) failure.addSuppressed(e);
  }
}
