package io.brasa.sql.operator.window;

import io.brasa.columnar.vector.Batch;
import io.brasa.columnar.vector.DoubleVector;
import io.brasa.columnar.vector.IntVector;
import io.brasa.columnar.vector.LongVector;
import io.brasa.columnar.vector.Values;
import io.brasa.columnar.vector.Vector;
import io.brasa.sql.evaluate.Evaluator;
import io.brasa.sql.expression.Call;
import io.brasa.sql.operator.OperatorContext;
import io.brasa.sql.operator.SpillFile;
import io.brasa.sql.operator.window.WindowPiece.Peers;

/** Functions that tell where a row stands in its partition. */
final class WindowRank implements WindowFunction {
  private final Call call;
  private final Evaluator bucketCount;

  WindowRank(Call call, OperatorContext context) {
    this.call = call;
    this.bucketCount =
        call.arguments().isEmpty() ? null : context.evaluator(call.arguments().getFirst());
  }

  @Override
  public Vector compute(WindowChunk chunk) {
    double[] values = new double[chunk.length()];
    int[] peerOf = chunk.peerOf();
    long buckets = bucketCount == null || chunk.length() == 0 ? 1 : buckets(chunk.rows());
    for (int p = 0; p < chunk.partitionCount(); p++) {
      int from = chunk.partitionStarts()[p];
      int to = chunk.partitionStarts()[p + 1];
      for (int row = from; row < to; row++)
        values[row] = value(chunk, peerOf, from, to, row, buckets);
    }
    return vector(values);
  }

  private long buckets(Batch rows) {
    return ((Number) Values.get(bucketCount.evaluate(rows, null), 0)).longValue();
  }

  private double value(WindowChunk chunk, int[] peerOf, int from, int to, int row, long buckets) {
    int peer = peerOf[row];
    Peers peers =
        new Peers(
            peer - peerOf[from],
            chunk.peerStarts()[peer] - from,
            chunk.peerStarts()[peer + 1] - from);
    return value(row - from, peers, to - from, buckets);
  }

  /** Of a row by its place in the partition. */
  private double value(long row, Peers peers, long size, long buckets) {
    return switch (call.function()) {
      case "row_number" -> row + 1;
      case "rank" -> peers.from() + 1;
      case "dense_rank" -> peers.number() + 1;
      case "percent_rank" -> size == 1 ? 0 : peers.from() / (double) (size - 1);
      case "cume_dist" -> peers.to() / (double) size;
      default -> bucket(row, size, buckets);
    };
  }

  @Override
  public boolean isStreamed() {
    return true;
  }

  @Override
  public StreamedWindow streamed(SpillFile partition) {
    return piece -> {
      int count = piece.rows().length();
      long buckets = bucketCount == null || count == 0 ? 1 : buckets(piece.rows());
      double[] values = new double[count];
      for (int row = 0; row < count; row++)
        values[row] = value(piece.from() + row, piece.peers()[row], piece.size(), buckets);
      return vector(values);
    };
  }

  /** The first buckets get one row more when the rows do not divide evenly. */
  private static long bucket(long row, long size, long buckets) {
    long small = size / buckets;
    long large = size % buckets;
    long inLarge = large * (small + 1);
    return row < inLarge ? row / (small + 1) + 1 : large + (row - inLarge) / small + 1;
  }

  private Vector vector(double[] values) {
    int count = values.length;
    return switch (call.type().storage()) {
      case DOUBLE -> new DoubleVector(call.type(), count, values, null);
      case LONG -> {
        long[] numbers = new long[count];
        for (int i = 0; i < count; i++) numbers[i] = (long) values[i];
        yield new LongVector(call.type(), count, numbers, null);
      }
      default -> {
        int[] numbers = new int[count];
        for (int i = 0; i < count; i++) numbers[i] = (int) values[i];
        yield new IntVector(call.type(), count, numbers, null);
      }
    };
  }
}
