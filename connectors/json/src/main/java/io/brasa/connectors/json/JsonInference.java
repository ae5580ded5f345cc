package io.brasa.connectors.json;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.brasa.columnar.source.SourceContext;
import io.brasa.columnar.source.files.BadRecords;
import io.brasa.columnar.source.files.FileSplit;
import io.brasa.columnar.source.files.RecordMode;
import io.brasa.columnar.source.files.TableFile;
import io.brasa.columnar.text.NumberText;
import io.brasa.columnar.type.ArrayType;
import io.brasa.columnar.type.AtomicType;
import io.brasa.columnar.type.DataType;
import io.brasa.columnar.type.DecimalType;
import io.brasa.columnar.type.StructType;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Finds the schema of objects: bigint, then decimal without fraction or double for numbers, string,
 * boolean, arrays and structs, widened until they take all values; string where nothing else does.
 * Fields are in the order of their names.
 */
final class JsonInference {
  private final JsonOptions options;
  private final SourceContext context;
  private final JsonText text;
  private final NumberText numbers = new NumberText();

  JsonInference(JsonOptions options, SourceContext context) {
    this.options = options;
    this.context = context;
    this.text = new JsonText(options.syntax());
  }

  /** What is known of a type. */
  private static final class Shape {
    private enum Kind {
      NOTHING,
      BOOLEAN,
      LONG,
      DECIMAL,
      DOUBLE,
      STRING,
      ARRAY,
      STRUCT
    }

    Kind kind = Kind.NOTHING;
    int digits;
    Shape elements;
    Map<String, Shape> fields;

    /** Takes in another kind of value. */
    void see(Kind seen) {
      if (kind == seen || seen == Kind.NOTHING) return;
      boolean areNumbers = isNumber(kind) && isNumber(seen);
      if (kind == Kind.NOTHING) kind = seen;
      else if (areNumbers) kind = kind.compareTo(seen) > 0 ? kind : seen;
      else kind = Kind.STRING;
    }

    private static boolean isNumber(Kind kind) {
      return kind == Kind.LONG || kind == Kind.DECIMAL || kind == Kind.DOUBLE;
    }

    DataType type() {
      return switch (kind) {
        case NOTHING, STRING -> AtomicType.STRING;
        case BOOLEAN -> AtomicType.BOOLEAN;
        case LONG -> AtomicType.LONG;
        case DECIMAL -> new DecimalType(Math.clamp(digits, 20, 38), 0);
        case DOUBLE -> AtomicType.DOUBLE;
        case ARRAY -> new ArrayType(elements.type());
        case STRUCT -> struct();
      };
    }

    StructType struct() {
      StructType struct = new StructType();
      if (fields == null) return struct;
      for (Map.Entry<String, Shape> field : fields.entrySet()) {
        DataType type = field.getValue().type();
        boolean isEmpty = type instanceof StructType inner && inner.size() == 0;
        if (!isEmpty) struct = struct.add(field.getKey(), type);
      }
      return struct;
    }
  }

  StructType schema(List<TableFile> files) {
    Shape root = new Shape();
    root.kind = Shape.Kind.STRUCT;
    boolean hasBad = false;
    long ordinal = 0;
    for (TableFile file : files) {
      if (file.sizeBytes() == 0) continue;
      BadRecords bad = new BadRecords(options.mode(), file, context);
      FileSplit whole = new FileSplit(file, 0, file.sizeBytes());
      try (JsonRecords records = new JsonRecords(options, whole, context)) {
        while (records.next()) {
          if (options.samplingRatio() < 1 && !isSampled(ordinal++)) continue;
          text.reset(records.bytes(), records.from(), records.to());
          String problem = look(root);
          if (problem == null) continue;
          bad.report(records.offset(), problem);
          hasBad = true;
        }
      }
    }
    StructType schema = root.struct();
    boolean addsColumn =
        hasBad
            && options.mode() == RecordMode.PERMISSIVE
            && schema.indexOf(options.corruptColumn()).isEmpty();
    return addsColumn ? schema.add(options.corruptColumn(), AtomicType.STRING) : schema;
  }

  /** By chance, the same each time. Source: Steele and others, "Fast Splittable PRNGs", 2014. */
  private boolean isSampled(long ordinal) {
    long mixed = (ordinal + 1) * 0x9e3779b97f4a7c15L;
    mixed = (mixed ^ mixed >>> 30) * 0xbf58476d1ce4e5b9L;
    mixed = (mixed ^ mixed >>> 27) * 0x94d049bb133111ebL;
    return ((mixed ^ mixed >>> 31) >>> 11) * 0x1p-53 < options.samplingRatio();
  }

  /** A bad record must leave no trace: it is gone over first. */
  private String look(Shape root) {
    int start = text.at;
    try {
      if (text.peek() != '{') throw text.unexpected("an object");
      text.skipValue();
      if (!text.isAtEnd()) throw text.unexpected("the end");
      text.at = start;
      value(root);
      return null;
    } catch (JsonFailure e) {
      return "it is no JSON object: " + e.getMessage();
    }
  }

  private void value(Shape shape) {
    byte c = text.peek();
    if (c == '{') {
      shape.see(Shape.Kind.STRUCT);
      object(shape);
    } else if (c == '[') {
      shape.see(Shape.Kind.ARRAY);
      array(shape);
    } else if (text.isString()) {
      text.string();
      shape.see(Shape.Kind.STRING);
    } else if (text.isNumber()) {
      number(shape);
    } else if (!text.literal("null")) {
      boolean isTruth = text.literal("true") || text.literal("false");
      if (!isTruth) text.skipValue();
      if (options.primitivesAsString()) shape.see(Shape.Kind.STRING);
      else shape.see(isTruth ? Shape.Kind.BOOLEAN : Shape.Kind.DOUBLE);
    }
  }

  private void object(Shape shape) {
    text.expect('{');
    if (shape.fields == null) shape.fields = new TreeMap<>();
    if (text.accept('}')) return;
    do {
      text.name();
      String name = new String(text.text, text.from, text.to - text.from, UTF_8);
      Shape field = shape.fields.get(name);
      if (field == null) {
        field = new Shape();
        shape.fields.put(name, field);
      }
      value(field);
    } while (text.accept(','));
    text.expect('}');
  }

  private void array(Shape shape) {
    text.expect('[');
    if (shape.elements == null) shape.elements = new Shape();
    if (text.accept(']')) return;
    do value(shape.elements);
    while (text.accept(','));
    text.expect(']');
  }

  private void number(Shape shape) {
    boolean isWhole = text.number();
    if (options.primitivesAsString()) {
      shape.see(Shape.Kind.STRING);
    } else if (!isWhole) {
      shape.see(Shape.Kind.DOUBLE);
    } else if (numbers.parseLong(text.text, text.from, text.to)) {
      shape.see(Shape.Kind.LONG);
    } else {
      int digits = text.to - text.from - (text.text[text.from] == '-' ? 1 : 0);
      shape.digits = Math.max(shape.digits, digits);
      shape.see(digits <= DecimalType.MAX_PRECISION ? Shape.Kind.DECIMAL : Shape.Kind.DOUBLE);
    }
  }
}
