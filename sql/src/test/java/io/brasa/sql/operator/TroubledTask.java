package io.brasa.sql.operator;

import io.brasa.core.event.TaskMetrics;
import io.brasa.core.lineage.TaskContext;
import io.brasa.core.shuffle.ShuffleContext;
import io.brasa.core.shuffle.ShuffleMetrics;
import io.brasa.core.shuffle.SpillFolder;
import io.brasa.runtime.codec.Codecs;
import io.brasa.runtime.environment.Environment;
import io.brasa.runtime.environment.SystemEnvironment;
import io.brasa.runtime.memory.MemoryAccount;
import io.brasa.runtime.memory.Reservation;
import io.brasa.runtime.storage.Storage;
import io.brasa.runtime.storage.Storages;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Iterator;
import java.util.stream.Stream;

/** A task that is refused memory, or told to stop, at a step of the test's choice. */
final class TroubledTask implements TaskContext {
  @Override
  public void noteNode(int node, long rows, long nanos, long spillBytes, long peakBytes) {}

  private final Path folder;
  private final OperatorHarness.Trouble trouble;
  private final ShuffleMetrics metrics = new ShuffleMetrics();
  private final Storages storages = Storages.ofThisHost();
  private final Codecs codecs = new Codecs(TroubledTask.class.getClassLoader());
  private final Memory memory = new Memory();
  private final ShuffleContext shuffle;
  private int checks;

  /** Where the task stops. */
  static final class Cancelled extends RuntimeException {
    private static final long serialVersionUID = 1L;
  }

  TroubledTask(Path folder, OperatorHarness.Trouble trouble) {
    this.folder = folder;
    this.trouble = trouble;
    Storage local = storages.local();
    shuffle =
        new ShuffleContext(
            codecs,
            memory,
            new MemoryAccount(Long.MAX_VALUE, 0),
            local,
            new SpillFolder(folder.toString(), 1, 0, 0),
            metrics,
            false,
            this::checkCancelled);
  }

  private final class Memory implements Reservation {
    private int requests;
    private int refusals;
    private long held;

    @Override
    public boolean grow(long bytes) {
      if (requests++ >= trouble.refusedFrom()) {
        refusals++;
        return false;
      }
      held += bytes;
      return true;
    }

    @Override
    public void shrink(long bytes) {
      if (bytes > held) throw new IllegalArgumentException(bytes + " of " + held);
      held -= bytes;
    }

    @Override
    public long heldBytes() {
      return held;
    }

    @Override
    public void close() {}
  }

  void requireNothingLeft() {
    if (memory.held != 0) throw new AssertionError(memory.held + " bytes are still held");
    try (Stream<Path> files = Files.walk(folder).filter(Files::isRegularFile)) {
      files.findAny().ifPresent(file -> fail(file));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static void fail(Path file) {
    throw new AssertionError(file + " is still there");
  }

  long spilledBytes() {
    return metrics.spillBytes;
  }

  int refusals() {
    return memory.refusals;
  }

  int checks() {
    return checks;
  }

  @Override
  public void checkCancelled() {
    if (checks++ >= trouble.cancelledAt()) throw new Cancelled();
  }

  @Override
  public boolean noteThrown(Throwable thrown) {
    return false;
  }

  @Override
  public void checkWhole() {}

  @Override
  public <T> Iterator<T> given(Iterator<T> records) {
    return records;
  }

  @Override
  public ShuffleContext shuffle() {
    return shuffle;
  }

  @Override
  public Codecs codecs() {
    return codecs;
  }

  @Override
  public Storages storages() {
    return storages;
  }

  @Override
  public Environment environment() {
    return new SystemEnvironment();
  }

  @Override
  public int partition() {
    return 0;
  }

  @Override
  public int attempt() {
    return 0;
  }

  @Override
  public long stage() {
    return 0;
  }

  @Override
  public int stageAttempt() {
    return 0;
  }

  @Override
  public boolean isCancelled() {
    return false;
  }

  @Override
  public void closeAtEnd(AutoCloseable closeable) {}

  @Override
  public void onFailure(FailureListener listener) {}

  @Override
  public boolean isCompleted() {
    return false;
  }

  @Override
  public boolean isFailed() {
    return false;
  }

  @Override
  public TaskMetrics metrics() {
    return TaskMetrics.NONE;
  }

  @Override
  public void countInput(long rows, long bytes) {}

  @Override
  public void countDamage(long count) {}

  @Override
  public <T> T handOver(T value) {
    return value;
  }
}
