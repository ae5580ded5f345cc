package io.brasa.sql.operator;

import io.brasa.columnar.vector.DoubleVector;
import io.brasa.columnar.vector.IntVector;
import io.brasa.columnar.vector.LongVector;
import io.brasa.columnar.vector.Values;
import io.brasa.columnar.vector.Vector;
import io.brasa.sql.evaluate.Evaluator;
import io.brasa.sql.expression.Call;

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
    long buckets = bucketCount == null || chunk.length() == 0 ? 1 : buckets(chunk);
    for (int p = 0; p < chunk.partitionCount(); p++) {
      int from = chunk.partitionStarts()[p];
      int to = chunk.partitionStarts()[p + 1];
      for (int row = from; row < to; row++)
        values[row] = value(chunk, peerOf, from, to, row, buckets);
    }
    return vector(values);
  }

  private long buckets(WindowChunk chunk) {
    return ((Number) Values.get(bucketCount.evaluate(chunk.rows(), null), 0)).longValue();
  }

  private double value(WindowChunk chunk, int[] peerOf, int from, int to, int row, long buckets) {
    int peer = peerOf[row];
    int peerFrom = chunk.peerStarts()[peer];
    int size = to - from;
    return switch (call.function()) {
      case "row_number" -> row - from + 1;
      case "rank" -> peerFrom - from + 1;
      case "dense_rank" -> peer - peerOf[from] + 1;
      case "percent_rank" -> size == 1 ? 0 : (peerFrom - from) / (double) (size - 1);
      case "cume_dist" -> (chunk.peerStarts()[peer + 1] - from) / (double) size;
      default -> bucket(row - from, size, buckets);
    };
  }

  /** The first buckets get one row more when the rows do not divide evenly. */
  private static long bucket(int row, int size, long buckets) {
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
