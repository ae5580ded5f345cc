package io.brasa.sql.cast;

import io.brasa.columnar.type.DataType;
import io.brasa.columnar.vector.BytesVector;
import io.brasa.columnar.vector.ConstantVector;
import io.brasa.columnar.vector.DictionaryVector;
import io.brasa.columnar.vector.FlatVector;
import io.brasa.columnar.vector.Vector;
import io.brasa.sql.function.Kernel;

/** Text of one collation as text of another: the same bytes under another type. */
final class CollatedText {
  private CollatedText() {}

  static Kernel retyping(DataType to) {
    return (arguments, _, _) -> retyped(arguments[0], to);
  }

  private static Vector retyped(Vector vector, DataType to) {
    return switch (vector) {
      case ConstantVector constant ->
          new ConstantVector(flat(constant.value(), to), constant.length());
      case DictionaryVector dictionary ->
          DictionaryVector.of(
              flat(dictionary.dictionary(), to),
              dictionary.ids(),
              dictionary.length(),
              dictionary.nulls());
      case FlatVector flat -> flat(flat, to);
    };
  }

  private static FlatVector flat(FlatVector vector, DataType to) {
    BytesVector text = (BytesVector) vector;
    return new BytesVector(to, text.length(), text.bytes(), text.offsets(), text.nulls());
  }
}
