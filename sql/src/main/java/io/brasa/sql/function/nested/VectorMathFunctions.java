package io.brasa.sql.function.nested;

import static io.brasa.columnar.type.AtomicType.FLOAT;

import io.brasa.columnar.type.ArrayType;
import io.brasa.columnar.type.DataType;
import io.brasa.columnar.vector.ArrayBuilder;
import io.brasa.columnar.vector.FloatBuilder;
import io.brasa.columnar.vector.VectorBuilder;
import io.brasa.sql.error.Failures;
import io.brasa.sql.expression.Call;
import io.brasa.sql.expression.Expression;
import io.brasa.sql.expression.Literal;
import io.brasa.sql.function.Function;
import io.brasa.sql.function.Signature;
import io.brasa.sql.kernel.Arguments;
import io.brasa.sql.kernel.Column;
import io.brasa.sql.kernel.PerRow;
import java.util.ArrayList;
import java.util.List;

/** Arrays of floats as vectors: lengths, distances, angles. Null if any element is. */
public final class VectorMathFunctions {
  private VectorMathFunctions() {}

  public static List<Function> all() {
    return List.of(
        ofTwo("vector_inner_product", VectorMathFunctions::product),
        ofTwo("vector_l2_distance", VectorMathFunctions::distance),
        ofTwo("vector_cosine_similarity", VectorMathFunctions::cosine),
        withDegree(
            "vector_norm",
            FLOAT,
            call ->
                PerRow.STRICT.doubles(
                    FLOAT,
                    a -> {
                      float[] vector = vector(a, 0);
                      return vector == null ? 0 : (float) norm(vector, a.floatAt(1));
                    })),
        withDegree(
            "vector_normalize",
            new ArrayType(FLOAT),
            call -> PerRow.STRICT.values(call.type(), VectorMathFunctions::normalize)));
  }

  /** A number of two vectors of one length. */
  @FunctionalInterface
  private interface OfTwo {
    /** May give null by the arguments. */
    double of(float[] left, float[] right, Arguments a);
  }

  private static void checkVector(String name, List<Expression> arguments, int index) {
    boolean isVector =
        arguments.get(index).type() instanceof ArrayType array && array.elementType() == FLOAT;
    if (!isVector) throw Signature.mismatch(name, arguments, index, "ARRAY<FLOAT>");
  }

  private static Function ofTwo(String name, OfTwo body) {
    return new Function.Scalar(
        name,
        (arguments, _) -> {
          Signature.count(name, arguments, 2, 2);
          checkVector(name, arguments, 0);
          checkVector(name, arguments, 1);
          return new Call(name, arguments, FLOAT, true);
        },
        (_, _) ->
            PerRow.STRICT.doubles(
                FLOAT,
                a -> {
                  if (a.size(0) != a.size(1))
                    throw Failures.invalidArgument(
                        name,
                        "vectors of " + a.size(0) + " and of " + a.size(1) + " elements",
                        "two of one length");
                  float[] left = vector(a, 0);
                  float[] right = vector(a, 1);
                  return left == null || right == null ? 0 : body.of(left, right, a);
                }));
  }

  /** Makes the kernel of a call. */
  @FunctionalInterface
  private interface Kernels {
    io.brasa.sql.function.Kernel of(Call call);
  }

  /** A vector and, if not 2, the degree of the norm: 1, 2 or infinity. */
  private static Function withDegree(String name, DataType type, Kernels kernels) {
    return new Function.Scalar(
        name,
        (given, _) -> {
          Signature.count(name, given, 1, 2);
          List<Expression> arguments = new ArrayList<>(given);
          if (given.size() == 1) arguments.add(new Literal(2F, FLOAT));
          checkVector(name, arguments, 0);
          arguments.set(1, Signature.coerceOne(name, arguments, 1, FLOAT));
          return new Call(name, arguments, type, true);
        },
        (call, _) -> kernels.of(call));
  }

  /** Null, which then is the result, if any element is. */
  private static float[] vector(Arguments a, int argument) {
    Column elements = Column.of(a.elements(argument));
    float[] vector = new float[a.size(argument)];
    for (int i = 0; i < vector.length; i++) {
      if (elements.isNull(a.start(argument) + i)) {
        a.giveNull();
        return null;
      }
      vector[i] = elements.floatAt(a.start(argument) + i);
    }
    return vector;
  }

  private static double product(float[] left, float[] right, Arguments a) {
    double sum = 0;
    for (int i = 0; i < left.length; i++) sum += (double) left[i] * right[i];
    return sum;
  }

  private static double distance(float[] left, float[] right, Arguments a) {
    double sum = 0;
    for (int i = 0; i < left.length; i++) {
      double difference = (double) left[i] - right[i];
      sum += difference * difference;
    }
    return Math.sqrt(sum);
  }

  private static double cosine(float[] left, float[] right, Arguments a) {
    double lengths = Math.sqrt(product(left, left, a) * product(right, right, a));
    if (lengths == 0) a.giveNull();
    return lengths == 0 ? 0 : (float) product(left, right, a) / (float) lengths;
  }

  private static double norm(float[] vector, float degree) {
    double norm = 0;
    if (degree == 1) {
      for (float x : vector) norm += Math.abs(x);
    } else if (degree == 2) {
      for (float x : vector) norm += (double) x * x;
      norm = Math.sqrt(norm);
    } else if (degree == Float.POSITIVE_INFINITY) {
      for (float x : vector) norm = Math.max(norm, Math.abs(x));
    } else {
      throw Failures.invalidArgument(
          "vector_norm", "the degree " + degree, "1, 2 or float('infinity')");
    }
    return norm;
  }

  /** Null of what has no length. */
  private static void normalize(Arguments a, VectorBuilder out) {
    float[] vector = vector(a, 0);
    double norm = vector == null ? 0 : norm(vector, a.floatAt(1));
    a.takeNull();
    if (norm == 0) {
      out.appendNull();
      return;
    }
    ArrayBuilder array = (ArrayBuilder) out;
    for (float x : vector) ((FloatBuilder) array.elements()).append((float) (x / norm));
    array.endRow();
  }
}
