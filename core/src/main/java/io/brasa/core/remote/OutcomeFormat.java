package io.brasa.core.remote;

import io.brasa.core.block.BlockName;
import io.brasa.core.error.CoreError;
import io.brasa.core.execute.ReportFormat;
import io.brasa.core.execute.TaskReport;
import io.brasa.core.schedule.SchedulerEvent.Outcome;
import io.brasa.runtime.codec.Codecs;
import io.brasa.runtime.codec.Decoder;
import io.brasa.runtime.codec.Encoder;
import io.brasa.runtime.error.EngineException;
import io.brasa.runtime.error.RuntimeError;
import java.util.function.BiConsumer;
import java.util.function.Function;
import java.util.function.LongSupplier;

/**
 * Outcomes as bytes, in the format of the package. A report that is long stays with the executor
 * until the driver asks for it. What cannot be encoded or decoded becomes a failure of its task.
 * Thread-safe.
 */
final class OutcomeFormat {
  /** Reports up to this travel with their outcome: a batch of them is still far below a frame. */
  private static final int MAX_INLINE_BYTES = 256 << 10;

  private static final byte SUCCEEDED = 0;
  private static final byte SUCCEEDED_ELSEWHERE = 1;
  private static final byte FAILED = 2;
  private static final byte INPUT_LOST = 3;
  private static final byte STOPPED = 4;
  private static final byte BLOCK_LOST = 5;

  private final Codecs codecs;
  private final LongSupplier nanoTime;
  private final ReportFormat reports;

  /**
   * @param codecs know the user's classes
   * @param nanoTime this process's clock that never goes back: what travels is how long ago tasks
   *     began
   */
  OutcomeFormat(Codecs codecs, LongSupplier nanoTime) {
    this.codecs = codecs;
    this.nanoTime = nanoTime;
    this.reports = new ReportFormat(codecs);
  }

  /**
   * @param keep takes a report that is too long to travel along
   */
  byte[] write(long lease, Outcome outcome, BiConsumer<BlockName.Result, byte[]> keep) {
    Encoder out = new Encoder(codecs);
    try {
      write(lease, outcome, keep, out);
    } catch (RuntimeException | StackOverflowError | LinkageError unencodable) {
      out.reset();
      write(lease, failure(outcome, unencodable), keep, out);
    }
    return out.toByteArray();
  }

  private void write(
      long lease, Outcome outcome, BiConsumer<BlockName.Result, byte[]> keep, Encoder out) {
    switch (outcome) {
      case Outcome.Succeeded(int partition, int attempt, long checksum, Object payload) -> {
        byte[] report = reports.write((TaskReport) payload);
        boolean isInline = report.length <= MAX_INLINE_BYTES;
        writeTask(isInline ? SUCCEEDED : SUCCEEDED_ELSEWHERE, partition, attempt, out);
        out.writeLong(checksum);
        out.writeVarLong(nanoTime.getAsLong() - ((TaskReport) payload).beganNanos());
        if (isInline) out.writeByteArray(report);
        else keep.accept(new BlockName.Result(lease, partition, attempt), report);
      }
      case Outcome.Failed(int partition, int attempt, EngineException error) -> {
        writeTask(FAILED, partition, attempt, out);
        PeerFormat.writeFailure(RemoteFailure.of(error), out);
      }
      case Outcome.InputLost lost -> {
        writeTask(INPUT_LOST, lost.partition(), lost.attempt(), out);
        out.writeVarLong(lost.shuffle());
        out.writeVarInt(lost.map());
        out.writeVarInt(lost.mapAttempt());
        out.writeString(lost.reason());
      }
      case Outcome.BlockLost(int partition, int attempt, String reason) -> {
        writeTask(BLOCK_LOST, partition, attempt, out);
        out.writeString(reason);
      }
      case Outcome.Stopped(int partition, int attempt) ->
          writeTask(STOPPED, partition, attempt, out);
    }
  }

  private static void writeTask(byte kind, int partition, int attempt, Encoder out) {
    out.writeByte(kind);
    out.writeVarInt(partition);
    out.writeVarInt(attempt);
  }

  /**
   * @param fetch brings a report that did not travel along
   */
  Outcome read(long lease, byte[] bytes, Function<BlockName.Result, byte[]> fetch) {
    Decoder in = new Decoder(codecs, bytes);
    byte kind = in.readByte();
    int partition = in.readVarInt();
    int attempt = in.readVarInt();
    return switch (kind) {
      case SUCCEEDED ->
          succeeded(partition, attempt, in.readLong(), in.readVarLong(), in.readByteArray());
      case SUCCEEDED_ELSEWHERE ->
          succeeded(
              partition,
              attempt,
              in.readLong(),
              in.readVarLong(),
              fetch.apply(new BlockName.Result(lease, partition, attempt)));
      case FAILED ->
          new Outcome.Failed(partition, attempt, PeerFormat.readFailure(in).toException());
      case INPUT_LOST ->
          new Outcome.InputLost(
              partition,
              attempt,
              in.readVarLong(),
              in.readVarInt(),
              in.readVarInt(),
              in.readString());
      case BLOCK_LOST -> new Outcome.BlockLost(partition, attempt, in.readString());
      case STOPPED -> new Outcome.Stopped(partition, attempt);
      default ->
          throw new EngineException(
              CoreError.MESSAGE_MALFORMED,
              "An outcome has the unknown kind " + kind,
              "Run the same release in all processes");
    };
  }

  private Outcome succeeded(
      int partition, int attempt, long checksum, long agoNanos, byte[] report) {
    Outcome outcome = new Outcome.Stopped(partition, attempt);
    try {
      TaskReport read = reports.read(report).begunAt(nanoTime.getAsLong() - agoNanos);
      return new Outcome.Succeeded(partition, attempt, checksum, read);
    } catch (RuntimeException | StackOverflowError | LinkageError undecodable) {
      return failure(outcome, undecodable);
    }
  }

  /** The outcome of a task whose real one could not be told. */
  static Outcome.Failed failure(Outcome outcome, Throwable cause) {
    EngineException error =
        cause instanceof EngineException known
            ? known
            : new EngineException(
                RuntimeError.CODEC_ENCODE_FAILED,
                "The result of partition " + outcome.partition() + " cannot travel: " + cause,
                "See the cause",
                cause);
    return new Outcome.Failed(outcome.partition(), outcome.attempt(), error);
  }
}
