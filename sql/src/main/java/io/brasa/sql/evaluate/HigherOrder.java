package io.brasa.sql.evaluate;

import io.brasa.columnar.type.AtomicType;
import io.brasa.columnar.vector.ArrayVector;
import io.brasa.columnar.vector.Batch;
import io.brasa.columnar.vector.IntVector;
import io.brasa.columnar.vector.MapVector;
import io.brasa.columnar.vector.Selection;
import io.brasa.columnar.vector.Values;
import io.brasa.columnar.vector.Vector;
import io.brasa.columnar.vector.VectorOrder;
import io.brasa.columnar.vector.Vectors;
import io.brasa.sql.error.Failures;
import io.brasa.sql.expression.Call;
import io.brasa.sql.expression.Lambda;
import io.brasa.sql.function.EvaluationSettings;
import io.brasa.sql.kernel.Column;
import io.brasa.sql.kernel.Truths;
import java.util.ArrayList;
import java.util.List;

/** Functions that take a lambda as second argument and an array or map as first. */
final class HigherOrder implements Evaluator {
  private final Call call;
  private final Evaluator source;
  private final ElementBatch body;
  private final int parameterCount;

  HigherOrder(Call call, EvaluationSettings settings) {
    this.call = call;
    this.source = Evaluators.of(call.argument(0), settings);
    Lambda lambda = (Lambda) call.argument(1);
    this.body = new ElementBatch(lambda, settings);
    this.parameterCount = lambda.parameters().size();
  }

  @Override
  public Vector evaluate(Batch batch, Selection asked) {
    int length = batch.length();
    Column column = Column.of(source.evaluate(batch, asked));
    ElementBatch.Places places = ElementBatch.Places.of(column, length, asked);
    List<Vector> parameters = parameters(column, places);
    Vector values = body.evaluate(batch, places.rows(), places.count(), parameters);
    boolean[] nulls = nulls(column, length);
    return switch (call.function()) {
      case "transform" -> new ArrayVector(call.type(), length, places.offsets(), values, nulls);
      case "exists" -> decide(values, places, length, nulls, true);
      case "forall" -> decide(values, places, length, nulls, false);
      case "filter" -> {
        Selection kept = Truths.select(values, null);
        yield new ArrayVector(
            call.type(),
            length,
            offsets(kept, places, length),
            Vectors.take(parameters.getFirst(), kept.rows(), kept.count()),
            nulls);
      }
      case "map_filter" -> {
        Selection kept = Truths.select(values, null);
        yield new MapVector(
            call.type(),
            length,
            offsets(kept, places, length),
            Vectors.take(parameters.get(0), kept.rows(), kept.count()),
            Vectors.take(parameters.get(1), kept.rows(), kept.count()),
            nulls);
      }
      case "transform_keys" -> {
        checkKeys(values, places, length);
        yield new MapVector(
            call.type(), length, places.offsets(), values, parameters.get(1), nulls);
      }
      case "transform_values" ->
          new MapVector(
              call.type(), length, places.offsets(), parameters.getFirst(), values, nulls);
      default -> throw new IllegalArgumentException("no lambda in " + call.function());
    };
  }

  /** New keys must be there, each once. */
  private static void checkKeys(Vector keys, ElementBatch.Places places, int length) {
    for (int row = 0; row < length; row++) {
      for (int i = places.offsets()[row]; i < places.offsets()[row + 1]; i++) {
        if (keys.isNullAt(i))
          throw Failures.invalidArgument(
              "transform_keys", "a key that is null", "keys that are not");
        for (int j = places.offsets()[row]; j < i; j++)
          if (VectorOrder.equal(keys, j, keys, i))
            throw Failures.invalidArgument(
                "transform_keys", "the key " + Values.get(keys, i) + " twice", "each key once");
      }
    }
  }

  private List<Vector> parameters(Column column, ElementBatch.Places places) {
    List<Vector> parameters = new ArrayList<>();
    if (column.flat() instanceof MapVector map) {
      parameters.add(Vectors.take(map.keys(), places.elements(), places.count()));
      parameters.add(Vectors.take(map.values(), places.elements(), places.count()));
      return parameters;
    }
    Vector elements = ((ArrayVector) column.flat()).elements();
    parameters.add(Vectors.take(elements, places.elements(), places.count()));
    if (parameterCount > 1) {
      int[] indexes = new int[places.count()];
      for (int i = 0; i < indexes.length; i++) indexes[i] = i - places.offsets()[places.rows()[i]];
      parameters.add(new IntVector(AtomicType.INTEGER, indexes.length, indexes, null));
    }
    return parameters;
  }

  private static boolean[] nulls(Column column, int length) {
    if (!column.mayHaveNulls()) return null;
    boolean[] nulls = new boolean[length];
    for (int i = 0; i < length; i++) nulls[i] = column.isNull(i);
    return nulls;
  }

  private static int[] offsets(Selection kept, ElementBatch.Places places, int length) {
    int[] offsets = new int[length + 1];
    for (int i = 0; i < kept.count(); i++) offsets[places.rows()[kept.rows()[i]] + 1]++;
    for (int i = 0; i < length; i++) offsets[i + 1] += offsets[i];
    return offsets;
  }

  /** Whether some, or all, are true; null if that hangs on nulls. */
  private static Vector decide(
      Vector values, ElementBatch.Places places, int length, boolean[] nulls, boolean decisive) {
    Column column = Column.of(values);
    byte[] results = new byte[length];
    boolean[] unknown = nulls == null ? new boolean[length] : nulls;
    for (int row = 0; row < length; row++) {
      boolean isDecided = false;
      boolean isNullSeen = false;
      for (int i = places.offsets()[row]; i < places.offsets()[row + 1]; i++) {
        isNullSeen |= column.isNull(i);
        isDecided |= !column.isNull(i) && column.truthAt(i) == decisive;
      }
      results[row] = (byte) (isDecided == decisive ? 1 : 0);
      unknown[row] |= !isDecided && isNullSeen;
    }
    return Truths.of(length, results, unknown);
  }
}
