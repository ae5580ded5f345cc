package io.brasa.sql.function.xml;

import static io.brasa.columnar.type.AtomicType.NULL;
import static io.brasa.columnar.type.AtomicType.STRING;
import static io.brasa.columnar.type.AtomicType.VARIANT;

import io.brasa.columnar.type.ArrayType;
import io.brasa.columnar.type.DataType;
import io.brasa.columnar.type.DayTimeIntervalType;
import io.brasa.columnar.type.MapType;
import io.brasa.columnar.type.StructField;
import io.brasa.columnar.type.StructType;
import io.brasa.columnar.type.YearMonthIntervalType;
import io.brasa.columnar.vector.Values;
import io.brasa.sql.error.Failures;
import io.brasa.sql.expression.Call;
import io.brasa.sql.expression.Expression;
import io.brasa.sql.expression.Literal;
import io.brasa.sql.function.Function;
import io.brasa.sql.function.Signature;
import io.brasa.sql.function.json.TextOptions;
import io.brasa.sql.function.json.TypedText;
import io.brasa.sql.kernel.PerRow;
import java.util.ArrayList;
import java.util.List;

/** Structs from and to XML text. */
public final class XmlStructFunctions {
  private XmlStructFunctions() {}

  public static List<Function> all() {
    return List.of(fromXml(), toXml(), schema());
  }

  private static Function fromXml() {
    String name = "from_xml";
    return new Function.Scalar(
        name,
        (arguments, _) -> {
          Signature.count(name, arguments, 2, 3);
          if (!Signature.is(arguments.getFirst(), STRING))
            throw Signature.mismatch(name, arguments, 0, "STRING");
          Expression text = Signature.coerceOne(name, arguments, 0, STRING);
          DataType type = TextOptions.schema(name, arguments);
          if (!(type instanceof StructType struct) || hasVariant(struct))
            throw Signature.mismatch(name, arguments, 1, "the schema of a struct without VARIANT");
          TextOptions options = TextOptions.of(name, arguments, 2);
          if (options.get("mode").map(m -> m.equalsIgnoreCase("DROPMALFORMED")).orElse(false))
            throw Failures.invalidArgument(
                name, "the mode DROPMALFORMED", "PERMISSIVE or FAILFAST");
          List<Expression> all = new ArrayList<>(arguments);
          all.set(0, text);
          return new Call(name, all, nullable(struct), true);
        },
        (call, settings) -> {
          TextOptions options = TextOptions.of(name, call.arguments(), 2);
          TypedText texts = new TypedText(name, settings.zone(), options);
          XmlValues xml = new XmlValues((StructType) call.type(), texts, options);
          return PerRow.STRICT.values(
              call.type(), (a, out) -> Values.append(out, xml.read(a.text(0))));
        });
  }

  private static boolean hasVariant(DataType type) {
    return switch (type) {
      case StructType struct -> struct.fields().stream().anyMatch(f -> hasVariant(f.dataType()));
      case ArrayType array -> hasVariant(array.elementType());
      case MapType map -> hasVariant(map.keyType()) || hasVariant(map.valueType());
      default -> type == VARIANT;
    };
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

  private static Function toXml() {
    String name = "to_xml";
    return new Function.Scalar(
        name,
        (arguments, _) -> {
          Signature.count(name, arguments, 1, 2);
          TextOptions.of(name, arguments, 1);
          DataType type = arguments.getFirst().type();
          if (type == NULL) return new Literal(null, STRING);
          if (!(type instanceof StructType) || hasVariant(type) || hasInterval(type))
            throw Signature.mismatch(name, arguments, 0, "a struct without VARIANT and intervals");
          return new Call(name, arguments, STRING, arguments.getFirst().nullable());
        },
        (call, settings) -> {
          StructType type = (StructType) call.argument(0).type();
          TextOptions options = TextOptions.of(name, call.arguments(), 1);
          XmlWriting xml = new XmlWriting(new TypedText(name, settings.zone(), options), options);
          return PerRow.STRICT.bytes(
              STRING, (a, out) -> out.write(xml.write((List<?>) a.value(0), type)));
        });
  }

  private static boolean hasInterval(DataType type) {
    return switch (type) {
      case StructType struct -> struct.fields().stream().anyMatch(f -> hasInterval(f.dataType()));
      case ArrayType array -> hasInterval(array.elementType());
      case MapType map -> hasInterval(map.valueType());
      default -> type instanceof YearMonthIntervalType || type instanceof DayTimeIntervalType;
    };
  }

  private static Function schema() {
    String name = "schema_of_xml";
    return new Function.Scalar(
        name,
        (arguments, _) -> {
          Signature.count(name, arguments, 1, 2);
          if (!(arguments.getFirst() instanceof Literal(String text, DataType _)))
            throw Signature.mismatch(name, arguments, 0, "a constant STRING that is not null");
          return Literal.of(XmlSchema.of(text, TextOptions.of(name, arguments, 1)).sql());
        },
        (call, _) -> {
          throw new IllegalStateException(call.function() + " became a constant");
        });
  }
}
