package io.brasa.sql.function.json;

import static io.brasa.columnar.type.AtomicType.STRING;
import static io.brasa.columnar.type.AtomicType.VARIANT;

import io.brasa.columnar.type.ArrayType;
import io.brasa.columnar.type.DataType;
import io.brasa.columnar.type.MapType;
import io.brasa.columnar.type.StructField;
import io.brasa.columnar.type.StructType;
import io.brasa.columnar.vector.Values;
import io.brasa.sql.error.Failures;
import io.brasa.sql.expression.Call;
import io.brasa.sql.expression.Expression;
import io.brasa.sql.expression.Literal;
import io.brasa.sql.function.Function;
import io.brasa.sql.function.Signature;
import io.brasa.sql.kernel.PerRow;
import java.util.ArrayList;
import java.util.List;

/** Structs, arrays and maps from and to text: JSON and CSV. */
public final class StructTextFunctions {
  private StructTextFunctions() {}

  public static List<Function> all() {
    return List.of(
        fromText("from_json"),
        fromText("from_csv"),
        toText("to_json"),
        toText("to_csv"),
        schemaOf("schema_of_json"),
        schemaOf("schema_of_csv"));
  }

  private static boolean isJsonRoot(DataType type) {
    return type instanceof ArrayType || type instanceof MapType || type == VARIANT;
  }

  private static boolean isJson(String name) {
    return name.endsWith("json");
  }

  /** Options that were given lie in the call as a constant behind the text. */
  private static Function fromText(String name) {
    return new Function.Scalar(
        name,
        (arguments, _) -> {
          Signature.count(name, arguments, 2, 3);
          Expression text = Signature.coerceOne(name, arguments, 0, STRING);
          DataType type = TextOptions.schema(name, arguments);
          boolean isFit = type instanceof StructType || isJson(name) && isJsonRoot(type);
          if (!isFit)
            throw Signature.mismatch(
                name,
                arguments,
                1,
                "the schema of a struct" + (isJson(name) ? ", array or map" : ""));
          TextOptions.of(name, arguments, 2);
          List<Expression> all = new ArrayList<>(arguments);
          all.set(0, text);
          return new Call(name, all, nullable(type), true);
        },
        (call, settings) -> {
          TextOptions options = TextOptions.of(name, call.arguments(), 2);
          TypedText values = new TypedText(name, settings.zone(), options);
          if (!isJson(name)) {
            CsvText csv = new CsvText((StructType) call.type(), values, options);
            return PerRow.STRICT.values(
                call.type(), (a, out) -> Values.append(out, csv.read(a.text(0))));
          }
          JsonValues json = new JsonValues(values, options);
          return PerRow.STRICT.values(
              call.type(), (a, out) -> Values.append(out, json.read(a.text(0), call.type())));
        });
  }

  /** All that text gives may be missing in it. */
  private static DataType nullable(DataType type) {
    return switch (type) {
      case ArrayType array -> new ArrayType(nullable(array.elementType()), true);
      case MapType map -> new MapType(map.keyType(), nullable(map.valueType()), true);
      case StructType struct ->
          new StructType(
              struct.fields().stream()
                  .map(f -> new StructField(f.name(), nullable(f.dataType()), true))
                  .toList());
      default -> type;
    };
  }

  private static Function toText(String name) {
    return new Function.Scalar(
        name,
        (arguments, _) -> {
          Signature.count(name, arguments, 1, 2);
          DataType type = arguments.getFirst().type();
          boolean isFit = type instanceof StructType || isJson(name) && isJsonRoot(type);
          if (!isFit)
            throw Signature.mismatch(
                name, arguments, 0, "a struct" + (isJson(name) ? ", array or map" : ""));
          TextOptions.of(name, arguments, 1);
          return new Call(name, arguments, STRING, arguments.getFirst().nullable());
        },
        (call, settings) -> {
          DataType type = call.argument(0).type();
          TextOptions options = TextOptions.of(name, call.arguments(), 1);
          TypedText values = new TypedText(name, settings.zone(), options);
          if (!isJson(name)) {
            CsvText csv = new CsvText((StructType) type, values, options);
            return PerRow.STRICT.bytes(
                STRING, (a, out) -> out.write(csv.write((List<?>) a.value(0))));
          }
          JsonValues json = new JsonValues(values, options);
          return PerRow.STRICT.bytes(STRING, (a, out) -> out.write(json.write(a.value(0), type)));
        });
  }

  private static Function schemaOf(String name) {
    return new Function.Scalar(
        name,
        (arguments, _) -> {
          Signature.count(name, arguments, 1, 2);
          if (!(arguments.getFirst() instanceof Literal(String text, DataType _)))
            throw Signature.mismatch(name, arguments, 0, "a constant STRING that is not null");
          TextOptions options = TextOptions.of(name, arguments, 1);
          DataType type =
              isJson(name)
                  ? JsonReader.read(text, JsonDialect.of(options))
                      .map(InferredType::ofJson)
                      .orElseThrow(
                          () -> Failures.invalidArgument(name, "'" + text + "'", "JSON text"))
                  : InferredType.ofCsv(CsvText.fields(text, options));
          return Literal.of(type.sql());
        },
        (call, _) -> {
          throw new IllegalStateException(call.function() + " became a constant");
        });
  }
}
