package io.brasa.sql.function.json;

import static io.brasa.columnar.type.AtomicType.BOOLEAN;
import static io.brasa.columnar.type.AtomicType.INTEGER;
import static io.brasa.columnar.type.AtomicType.NULL;
import static io.brasa.columnar.type.AtomicType.STRING;
import static io.brasa.columnar.type.AtomicType.VARIANT;

import io.brasa.columnar.type.ArrayType;
import io.brasa.columnar.type.DataType;
import io.brasa.columnar.type.MapType;
import io.brasa.columnar.type.StructField;
import io.brasa.columnar.type.StructType;
import io.brasa.columnar.vector.BytesBuilder;
import io.brasa.columnar.vector.IntBuilder;
import io.brasa.columnar.vector.Values;
import io.brasa.columnar.vector.Vector;
import io.brasa.columnar.vector.VectorBuilder;
import io.brasa.runtime.error.EngineException;
import io.brasa.sql.cast.Casts;
import io.brasa.sql.cast.VariantCasts;
import io.brasa.sql.error.Failures;
import io.brasa.sql.expression.Call;
import io.brasa.sql.expression.Expression;
import io.brasa.sql.expression.Literal;
import io.brasa.sql.function.EvaluationSettings;
import io.brasa.sql.function.Function;
import io.brasa.sql.function.Function.GeneratorTypes;
import io.brasa.sql.function.Kernel;
import io.brasa.sql.function.Signature;
import io.brasa.sql.function.aggregate.VariantSchemas;
import io.brasa.sql.kernel.Arguments;
import io.brasa.sql.kernel.Column;
import io.brasa.sql.kernel.Definition;
import io.brasa.sql.kernel.PerRow;
import io.brasa.sql.parser.SqlParser;
import io.brasa.sql.variant.VariantBuilder;
import io.brasa.sql.variant.VariantKind;
import io.brasa.sql.variant.VariantSchema;
import io.brasa.sql.variant.VariantValue;
import java.util.ArrayList;
import java.util.List;

/** Values that carry their type: made of JSON and of other values, looked into, taken apart. */
public final class VariantFunctions {
  private static final int MOST_SHOWN = 100;

  private VariantFunctions() {}

  public static List<Function> all() {
    return List.of(
        parsing("parse_json", false),
        parsing("try_parse_json", true),
        getting("variant_get", false),
        getting("try_variant_get", true),
        Definition.of("schema_of_variant", VARIANT)
            .text((a, out) -> out.write(VariantSchema.text(VariantSchema.of(value(a, 0))))),
        schemaOfAll(),
        new Function.Scalar(
            "is_variant_null",
            (arguments, _) -> {
              Signature.count("is_variant_null", arguments, 1, 1);
              Expression variant = Signature.coerceOne("is_variant_null", arguments, 0, VARIANT);
              return new Call("is_variant_null", List.of(variant), BOOLEAN, false);
            },
            (_, _) ->
                PerRow.LENIENT.truths(
                    BOOLEAN, a -> !a.isNull(0) && value(a, 0).kind() == VariantKind.NULL)),
        Definition.of("is_valid_variant", VARIANT).truth(VariantFunctions::isValid),
        object(),
        explode());
  }

  private static VariantValue value(Arguments a, int argument) {
    return VariantValue.of(a.bytes(argument), a.start(argument), a.end(argument));
  }

  private static boolean isValid(Arguments a) {
    try {
      new VariantBuilder().append(value(a, 0));
      return true;
    } catch (EngineException e) {
      return false;
    }
  }

  private static Function parsing(String name, boolean isTry) {
    return new Function.Scalar(
        name,
        (arguments, _) -> {
          Signature.count(name, arguments, 1, 1);
          DataType type = arguments.getFirst().type();
          if (type != NULL && type != STRING)
            throw Signature.mismatch(name, arguments, 0, "STRING");
          Expression text = Signature.coerceOne(name, arguments, 0, STRING);
          return new Call(name, List.of(text), VARIANT, isTry || text.nullable());
        },
        (_, _) -> {
          VariantJson json = new VariantJson();
          return PerRow.STRICT.bytes(
              VARIANT,
              (a, out) -> {
                byte[] found = json.read(a.text(0)).orElse(null);
                if (found != null) {
                  out.write(found);
                } else if (isTry) {
                  a.giveNull();
                } else {
                  throw Failures.invalidArgument(
                      name,
                      "'" + cut(a.text(0)) + "', which is no JSON",
                      "JSON text that names each field once, or use try_parse_json for null");
                }
              });
        });
  }

  /** The beginning of a text that people are to know again. */
  private static String cut(String text) {
    if (text.length() <= MOST_SHOWN) return text;
    int end = Character.isHighSurrogate(text.charAt(MOST_SHOWN - 1)) ? MOST_SHOWN - 1 : MOST_SHOWN;
    return text.substring(0, end) + "...";
  }

  /** The type of what is looked for is a constant text; without one it is a variant. */
  private static Function getting(String name, boolean isTry) {
    return new Function.Scalar(
        name,
        (arguments, _) -> {
          Signature.count(name, arguments, 2, 3);
          DataType type = VARIANT;
          if (arguments.size() == 3) {
            if (!(arguments.get(2) instanceof Literal(String text, DataType _)))
              throw Signature.mismatch(name, arguments, 2, "a type as a constant STRING");
            type = SqlParser.type(text);
            if (!Casts.isPossible(VARIANT, type))
              throw Signature.mismatch(name, arguments, 2, "a type that a VARIANT can be cast to");
          }
          if (arguments.get(1) instanceof Literal(String path, DataType _)) VariantPath.of(path);
          List<Expression> two = List.of(arguments.get(0), arguments.get(1));
          return new Call(name, Signature.coerce(name, two, 2, VARIANT, STRING), type, true);
        },
        (call, settings) -> getting(call, settings, isTry));
  }

  private static Kernel getting(Call call, EvaluationSettings settings, boolean isTry) {
    VariantPath fixed =
        call.argument(1) instanceof Literal(String path, DataType _) ? VariantPath.of(path) : null;
    return PerRow.STRICT.values(
        call.type(),
        (a, out) -> {
          VariantPath path = fixed == null ? VariantPath.of(a.text(1)) : fixed;
          VariantValue found = path.select(value(a, 0));
          Object result = null;
          try {
            if (found != null) result = VariantCasts.value(found, call.type(), settings);
          } catch (EngineException e) {
            if (!isTry) throw e;
          }
          Values.append(out, result);
        });
  }

  private static Function schemaOfAll() {
    return new Function.Aggregate(
        "schema_of_variant_agg",
        (arguments, _) ->
            new Function.AggregateTypes(
                Signature.coerce("schema_of_variant_agg", arguments, 1, VARIANT), STRING, false),
        (_, _) -> new VariantSchemas());
  }

  /** Arrays, maps and structs, which become objects. */
  private static Function object() {
    return new Function.Scalar(
        "to_variant_object",
        (arguments, _) -> {
          Signature.count("to_variant_object", arguments, 1, 1);
          Expression argument = arguments.getFirst();
          DataType type = argument.type();
          boolean isNested =
              type instanceof ArrayType || type instanceof MapType || type instanceof StructType;
          if (type != NULL && !(isNested && VariantCasts.isTaken(type, true)))
            throw Signature.mismatch(
                "to_variant_object", arguments, 0, "an array, struct or map with names as keys");
          return new Call("to_variant_object", arguments, VARIANT, argument.nullable());
        },
        (_, _) -> {
          VariantBuilder builder = new VariantBuilder();
          return PerRow.STRICT.bytes(
              VARIANT,
              (a, out) -> {
                VariantCasts.append(builder, a.column(0).flat(), a.place(0));
                out.write(builder.build());
              });
        });
  }

  /** A row of each field of an object, or element of an array; of all else none. */
  private static Function explode() {
    return new Function.Generator(
        "variant_explode",
        (arguments, _) -> {
          List<StructField> columns = new ArrayList<>();
          columns.add(new StructField("pos", INTEGER, false));
          columns.add(new StructField("key", STRING, true));
          columns.add(new StructField("value", VARIANT, false));
          List<Expression> coerced = Signature.coerce("variant_explode", arguments, 1, VARIANT);
          Call call = new Call("variant_explode", coerced, new StructType(columns), false);
          return new GeneratorTypes(call, columns);
        },
        (_, _) -> VariantFunctions::explode);
  }

  private static int explode(Vector[] arguments, int row, List<VectorBuilder> columns) {
    Column column = Column.of(arguments[0]);
    if (column.isNull(row)) return 0;
    VariantValue value = VariantValue.of(column.bytes(), column.start(row), column.end(row));
    boolean isObject = value.kind() == VariantKind.OBJECT;
    if (!isObject && value.kind() != VariantKind.ARRAY) return 0;
    VariantBuilder builder = new VariantBuilder();
    for (int i = 0; i < value.count(); i++) {
      ((IntBuilder) columns.get(0)).append(i);
      if (isObject) ((BytesBuilder) columns.get(1)).append(value.name(i));
      else columns.get(1).appendNull();
      builder.append(value.element(i));
      byte[] element = builder.build();
      ((BytesBuilder) columns.get(2)).append(element, 0, element.length);
    }
    return value.count();
  }
}
