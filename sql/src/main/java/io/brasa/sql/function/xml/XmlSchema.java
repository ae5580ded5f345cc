package io.brasa.sql.function.xml;

import io.brasa.columnar.type.ArrayType;
import io.brasa.columnar.type.AtomicType;
import io.brasa.columnar.type.DataType;
import io.brasa.columnar.type.DecimalType;
import io.brasa.columnar.type.StructField;
import io.brasa.columnar.type.StructType;
import io.brasa.sql.function.json.TextOptions;
import io.brasa.sql.function.json.TypedText;
import java.math.BigDecimal;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.Pattern;

/** The types that XML text seems to have. */
final class XmlSchema {
  private static final Pattern WHOLE = Pattern.compile("[+-]?\\d{1,19}");
  private static final Pattern NUMBER =
      Pattern.compile("[+-]?(\\d+\\.?\\d*|\\.\\d+)([eE][+-]?\\d+)?");
  private static final int DAY_LENGTH = 10;

  private final TextOptions options;
  private final XmlNames names;
  private final TypedText texts;

  private XmlSchema(TextOptions options) {
    this.options = options;
    this.names = XmlNames.of(options);
    this.texts = new TypedText("schema_of_xml", ZoneOffset.UTC, options);
  }

  /** Of the first element; of what is broken a struct of one column that has the text. */
  static DataType of(String text, TextOptions options) {
    XmlSchema schema = new XmlSchema(options);
    Optional<XmlElement> root = new XmlElement.Reader().read(text);
    return root.map(element -> schema.textForNone(schema.root(element)))
        .orElseGet(
            () ->
                new StructType(
                    List.of(new StructField(schema.names.corrupt(), AtomicType.STRING, true))));
  }

  private DataType root(XmlElement element) {
    DataType type = element(element);
    if (type instanceof StructType) return type;
    return type == AtomicType.NULL
        ? new StructType(List.of())
        : struct(new TreeMap<>(Map.of(names.valueTag(), type)));
  }

  private static StructType struct(Map<String, DataType> fields) {
    List<StructField> all = new ArrayList<>();
    fields.forEach((name, type) -> all.add(new StructField(name, type, true)));
    return new StructType(all);
  }

  private DataType element(XmlElement element) {
    boolean hasAttributes = names.hasAttributes() && !element.attributes().isEmpty();
    if (!hasAttributes && !element.hasElements()) return plain(element.text());
    Map<String, DataType> fields = new TreeMap<>();
    if (hasAttributes)
      element
          .attributes()
          .forEach((name, text) -> fields.put(names.attributePrefix() + name, plain(text)));
    for (Object node : element.nodes()) {
      if (node instanceof XmlElement child) add(fields, child.name(), element(child));
      else if (!((String) node).isBlank()) add(fields, names.valueTag(), plain((String) node));
    }
    return struct(fields);
  }

  /** A second one makes an array. */
  private void add(Map<String, DataType> fields, String name, DataType type) {
    DataType before = fields.get(name);
    if (before == null) fields.put(name, type);
    else if (before instanceof ArrayType(DataType element, boolean _))
      fields.put(name, new ArrayType(merged(element, type), true));
    else fields.put(name, new ArrayType(merged(before, type), true));
  }

  private DataType plain(String written) {
    String text = written.strip();
    if (text.isEmpty() || text.equals(options.get("nullValue").orElse(null)))
      return AtomicType.NULL;
    if (!options.isSet("inferSchema", true)) return AtomicType.STRING;
    if (WHOLE.matcher(text).matches() && texts.read(text, AtomicType.LONG) != TypedText.BAD)
      return AtomicType.LONG;
    if (NUMBER.matcher(text).matches()) return number(text);
    boolean isTruth = text.equalsIgnoreCase("true") || text.equalsIgnoreCase("false");
    if (isTruth) return AtomicType.BOOLEAN;
    if (text.length() <= DAY_LENGTH && texts.read(text, AtomicType.DATE) != TypedText.BAD)
      return AtomicType.DATE;
    return texts.read(text, AtomicType.TIMESTAMP) == TypedText.BAD
        ? AtomicType.STRING
        : AtomicType.TIMESTAMP;
  }

  private DataType number(String text) {
    BigDecimal number = new BigDecimal(text);
    int scale = Math.max(0, number.scale());
    int precision = Math.max(number.precision(), scale);
    return options.isSet("prefersDecimal", false) && precision <= DecimalType.MAX_PRECISION
        ? new DecimalType(precision, scale)
        : AtomicType.DOUBLE;
  }

  private DataType merged(DataType left, DataType right) {
    if (left.equals(right) || right == AtomicType.NULL) return left;
    if (left == AtomicType.NULL) return right;
    if (left instanceof StructType a && right instanceof StructType b) return structs(a, b);
    if (left instanceof ArrayType || right instanceof ArrayType)
      return new ArrayType(merged(part(left), part(right)), true);
    if (left instanceof StructType struct) return withText(struct, right);
    if (right instanceof StructType struct) return withText(struct, left);
    if (isNumber(left) && isNumber(right)) return AtomicType.DOUBLE;
    return isTime(left) && isTime(right) ? AtomicType.TIMESTAMP : AtomicType.STRING;
  }

  private static DataType part(DataType type) {
    return type instanceof ArrayType array ? array.elementType() : type;
  }

  /** Text beside elements with attributes is their value; beside others all is text. */
  private DataType withText(StructType struct, DataType text) {
    return struct.fieldNames().contains(names.valueTag())
        ? structs(struct, struct(new TreeMap<>(Map.of(names.valueTag(), text))))
        : AtomicType.STRING;
  }

  private DataType structs(StructType left, StructType right) {
    Map<String, DataType> fields = new TreeMap<>();
    for (StructField field : left.fields()) fields.put(field.name(), field.dataType());
    for (StructField field : right.fields())
      fields.merge(field.name(), field.dataType(), this::merged);
    return struct(fields);
  }

  private static boolean isNumber(DataType type) {
    return type == AtomicType.LONG || type == AtomicType.DOUBLE || type instanceof DecimalType;
  }

  private static boolean isTime(DataType type) {
    return type == AtomicType.DATE || type == AtomicType.TIMESTAMP;
  }

  private DataType textForNone(DataType type) {
    return switch (type) {
      case StructType struct -> {
        Map<String, DataType> fields = new TreeMap<>();
        for (StructField field : struct.fields())
          fields.put(field.name(), textForNone(field.dataType()));
        yield struct(fields);
      }
      case ArrayType array -> new ArrayType(textForNone(array.elementType()), true);
      default -> type == AtomicType.NULL ? AtomicType.STRING : type;
    };
  }
}
