package io.brasa.sql.function.general;

import static io.brasa.columnar.type.AtomicType.DOUBLE;
import static io.brasa.columnar.type.AtomicType.INTEGER;
import static io.brasa.columnar.type.AtomicType.LONG;
import static io.brasa.columnar.type.AtomicType.STRING;

import io.brasa.columnar.type.DataType;
import io.brasa.columnar.vector.BytesBuilder;
import io.brasa.columnar.vector.DoubleVector;
import io.brasa.columnar.vector.IntVector;
import io.brasa.columnar.vector.LongVector;
import io.brasa.columnar.vector.Selection;
import io.brasa.sql.expression.Call;
import io.brasa.sql.expression.Literal;
import io.brasa.sql.function.EvaluationSettings;
import io.brasa.sql.function.Function;
import io.brasa.sql.function.Kernel;
import io.brasa.sql.function.Signature;
import io.brasa.sql.kernel.Chance;
import java.util.Arrays;
import java.util.List;
import java.util.UUID;

/**
 * Values that follow from no argument. What a row gets follows from the seed, the partition and the
 * row's place in it alone: a task that is run again over the same rows gives the same. Where its
 * rows come in another order the engine notices by the checksums of what tasks write. A seed that
 * is not given is drawn when the query is analysed, so that a query that is run twice, or in part
 * for a sample, sees the same values.
 */
final class ChanceFunctions {
  private static final int PARTITION_SHIFT = 33;

  private ChanceFunctions() {}

  static List<Function> all() {
    return List.of(
        seeded("rand", DOUBLE, seed -> doubles(() -> seed.nextDouble())),
        seeded("random", DOUBLE, seed -> doubles(() -> seed.nextDouble())),
        seeded("randn", DOUBLE, seed -> doubles(() -> normal(seed))),
        seeded("uuid", STRING, ChanceFunctions::uuids),
        fixed("spark_partition_id", INTEGER, ChanceFunctions::partitions),
        fixed("monotonically_increasing_id", LONG, ChanceFunctions::ids));
  }

  /** By Box and Muller (1958). */
  private static double normal(Chance seed) {
    double radius = Math.sqrt(-2 * Math.log(1 - seed.nextDouble()));
    return radius * Math.cos(2 * Math.PI * seed.nextDouble());
  }

  /** Makes what computes from a stream. */
  @FunctionalInterface
  private interface Draw {
    Kernel of(Chance seed);
  }

  private static Function seeded(String name, DataType type, Draw draw) {
    return new Function.Scalar(
        name,
        (arguments, _) -> {
          Signature.count(name, arguments, 1, 1);
          if (!(Signature.coerceOne(name, arguments, 0, LONG) instanceof Literal seed))
            throw Signature.mismatch(name, arguments, 0, "a constant number");
          Literal given = seed.isNull() ? Literal.of(0L) : seed;
          return new Call(name, List.of(given), type, false);
        },
        (call, settings) -> {
          Literal seed = (Literal) call.arguments().getFirst();
          return draw.of(new Chance(((Number) seed.value()).longValue(), settings.partition()));
        },
        false);
  }

  private static Function fixed(String name, DataType type, Function.Kernels kernels) {
    return new Function.Scalar(
        name,
        (arguments, _) -> {
          Signature.count(name, arguments, 0, 0);
          return new Call(name, List.of(), type, false);
        },
        kernels,
        false);
  }

  /** Gives a number. */
  @FunctionalInterface
  private interface ToDouble {
    double next();
  }

  private static Kernel doubles(ToDouble body) {
    return (_, length, rows) -> {
      double[] values = new double[length];
      forEach(length, rows, row -> values[row] = body.next());
      return new DoubleVector(DOUBLE, length, values, null);
    };
  }

  /** Sees the rows asked for in turn. */
  @FunctionalInterface
  private interface Row {
    void at(int row);
  }

  private static void forEach(int length, Selection rows, Row body) {
    int count = rows == null ? length : rows.count();
    for (int i = 0; i < count; i++) body.at(rows == null ? i : rows.rows()[i]);
  }

  private static Kernel uuids(Chance seed) {
    return (_, length, rows) -> {
      BytesBuilder out = new BytesBuilder(STRING, length);
      int[] at = {0};
      forEach(
          length,
          rows,
          row -> {
            for (; at[0] < row; at[0]++) out.append("");
            long high = seed.next() & ~0xF000L | 0x4000L;
            long low = seed.next() & ~(3L << 62) | 1L << 63;
            out.append(new UUID(high, low).toString());
            at[0]++;
          });
      for (; at[0] < length; at[0]++) out.append("");
      return out.build();
    };
  }

  private static Kernel partitions(Call call, EvaluationSettings settings) {
    return (_, length, _) -> {
      int[] values = new int[length];
      Arrays.fill(values, settings.partition());
      return new IntVector(INTEGER, length, values, null);
    };
  }

  /** The partition above, the number of the row below. */
  private static Kernel ids(Call call, EvaluationSettings settings) {
    long[] next = {(long) settings.partition() << PARTITION_SHIFT};
    return (_, length, rows) -> {
      long[] values = new long[length];
      forEach(length, rows, row -> values[row] = next[0]++);
      return new LongVector(LONG, length, values, null);
    };
  }
}
