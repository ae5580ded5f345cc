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
 * once, all else within a second, or sooner when the buffer is full; then it also survives this
 * process. {@link EventLogReader} may read along.
 *
 * <p>A failure to write is thrown at the next event, so that the {@link EventBus} removes the log
 * and says so. Thread-safe.
 */
public final class EventLog implements EventListener, AutoCloseable {
  private static final int BUFFER_BYTES = 64 << 10;
  private static final long FLUSH_MILLIS = 1_000;

  /**
   * So many events of tasks are encoded one after the other. The threads of the slots take turns at
   * handing events over, and the rows, the encoder and the buffer would go from one processor's
   * cache to the other's with each event.
   */
  private static final int WAITING_MAX = 512;

  /** What the relay carries besides events. */
  private enum Order {
    FLUSH,
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

  /** Events of tasks that are not encoded yet. */
  private final Event[] waiting = new Event[WAITING_MAX];

  private int waitingCount;
  private final byte[] buffer = new byte[BUFFER_BYTES];
  private int buffered;
  private boolean isFlushPlanned;
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
      case Event event -> append(event);
      case Order order -> obey(order);
      default -> throw new IllegalArgumentException("no message of an event log: " + message);
    }
  }

  private void obey(Order order) {
    isFlushPlanned = false;
    if (isClosed) return;
    addRows();
    writeRows();
    flush();
    if (order == Order.CLOSE) closeFile();
  }

  private void append(Event event) {
    if (failure != null) {
      EngineException reported = failure;
      failure = null;
      throw reported;
    }
    if (isClosed) return;
    latestMillis = event.atMillis();
    if (event instanceof Event.TaskStarted || event instanceof Event.TaskEnded) {
      waiting[waitingCount++] = event;
      if (waitingCount == WAITING_MAX) addRows();
      planFlush();
      return;
    }
    addRows();
    writeAlone(event);
    if (isAwaited(event)) flush();
    else planFlush();
  }

  private void addRows() {
    for (int i = 0; i < waitingCount; i++) {
      Event event = waiting[i];
      waiting[i] = null;
      if (!addRow(event)) writeAlone(event);
    }
    waitingCount = 0;
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

  private void planFlush() {
    if (isFlushPlanned) return;
    isFlushPlanned = true;
    environment.after(FLUSH_MILLIS, () -> relay.post(Order.FLUSH));
  }

  /** Puts the encoded record into the buffer, which becomes a block when it is full. */
  private void keep() {
    int size = encoder.size();
    if (size > BUFFER_BYTES - buffered) flush();
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

  private void flush() {
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
