package io.brasa.sql.function.json;

import static io.brasa.columnar.type.AtomicType.STRING;

import io.brasa.columnar.type.ArrayType;
import io.brasa.columnar.type.StructField;
import io.brasa.columnar.type.StructType;
import io.brasa.columnar.vector.ArrayBuilder;
import io.brasa.columnar.vector.BytesBuilder;
import io.brasa.columnar.vector.Vector;
import io.brasa.columnar.vector.VectorBuilder;
import io.brasa.sql.expression.Call;
import io.brasa.sql.expression.Expression;
import io.brasa.sql.function.Function;
import io.brasa.sql.function.Function.GeneratorTypes;
import io.brasa.sql.function.Signature;
import io.brasa.sql.kernel.Column;
import io.brasa.sql.kernel.Definition;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Pieces of JSON text. What is no JSON gives null. */
public final class JsonFunctions {
  private JsonFunctions() {}

  public static List<Function> all() {
    ArrayType names = new ArrayType(STRING, true);
    return List.of(
        Definition.of("get_json_object", STRING, STRING)
            .nullable()
            .text(
                (a, out) -> {
                  Optional<JsonPath> path = JsonPath.of(a.text(1));
                  Optional<String> found =
                      path.flatMap(p -> JsonReader.read(a.text(0)).flatMap(p::select))
                          .flatMap(JsonFunctions::shown);
                  if (found.isPresent()) out.write(found.get());
                  else a.giveNull();
                }),
        Definition.of("json_array_length", STRING)
            .nullable()
            .integer(
                a -> {
                  Object value = JsonReader.read(a.text(0)).orElse(null);
                  if (value instanceof List<?> elements) return elements.size();
                  a.giveNull();
                  return 0;
                }),
        Definition.of("json_object_keys", STRING)
            .nullable()
            .values(
                names,
                (a, out) -> {
                  Object value = JsonReader.read(a.text(0)).orElse(null);
                  if (!(value instanceof Map<?, ?> fields)) {
                    out.appendNull();
                    return;
                  }
                  ArrayBuilder array = (ArrayBuilder) out;
                  for (Object name : fields.keySet())
                    ((BytesBuilder) array.elements()).append((String) name);
                  array.endRow();
                }),
        tuple());
  }

  /** A value as a text: strings as they are, all else as JSON. */
  private static Optional<String> shown(Object value) {
    if (value == JsonReader.NULL) return Optional.empty();
    if (value instanceof String text) return Optional.of(text);
    StringBuilder out = new StringBuilder();
    JsonWriting.append(out, value);
    return Optional.of(out.toString());
  }

  /** {@code json_tuple(text, 'a', 'b')}: the named fields as columns. */
  private static Function tuple() {
    return new Function.Generator(
        "json_tuple",
        (arguments, _) -> {
          Signature.count("json_tuple", arguments, 2, Integer.MAX_VALUE);
          List<Expression> texts = new ArrayList<>();
          List<StructField> columns = new ArrayList<>();
          for (int i = 0; i < arguments.size(); i++) {
            texts.add(Signature.coerceOne("json_tuple", arguments, i, STRING));
            if (i > 0) columns.add(new StructField("c" + (i - 1), STRING, true));
          }
          Call call = new Call("json_tuple", texts, new StructType(columns), false);
          return new GeneratorTypes(call, columns);
        },
        (_, _) -> JsonFunctions::tuple);
  }

  private static int tuple(Vector[] arguments, int row, List<VectorBuilder> columns) {
    Column text = Column.of(arguments[0]);
    Object value = text.isNull(row) ? null : JsonReader.read(text.textAt(row)).orElse(null);
    for (int i = 0; i < columns.size(); i++) {
      Column name = Column.of(arguments[i + 1]);
      Optional<String> found =
          value instanceof Map<?, ?> fields && !name.isNull(row)
              ? Optional.<Object>ofNullable(fields.get(name.textAt(row)))
                  .flatMap(JsonFunctions::shown)
              : Optional.empty();
      if (found.isPresent()) ((BytesBuilder) columns.get(i)).append(found.get());
      else columns.get(i).appendNull();
    }
    return 1;
  }
}
