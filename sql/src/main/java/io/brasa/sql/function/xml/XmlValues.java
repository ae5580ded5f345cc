package io.brasa.sql.function.xml;

import io.brasa.columnar.type.ArrayType;
import io.brasa.columnar.type.AtomicType;
import io.brasa.columnar.type.DataType;
import io.brasa.columnar.type.DecimalType;
import io.brasa.columnar.type.MapType;
import io.brasa.columnar.type.StructType;
import io.brasa.sql.error.Failures;
import io.brasa.sql.function.json.TextOptions;
import io.brasa.sql.function.json.TypedText;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * XML text as structs. Elements and attributes are fields by their names, in any case; a repeated
 * element is an array, or its last one where the field is none. What is read up to the first value
 * that is none of its type stays, as in Spark. Belongs to one thread.
 */
final class XmlValues {
  private final StructType type;
  private final TypedText texts;
  private final TextOptions options;
  private final XmlNames names;
  private final boolean isTrimmed;
  private final String nullValue;
  private final XmlElement.Reader reader = new XmlElement.Reader();
  private boolean isBroken;

  XmlValues(StructType type, TypedText texts, TextOptions options) {
    this.type = type;
    this.texts = texts;
    this.options = options;
    this.names = XmlNames.of(options);
    this.isTrimmed = options.isSet("ignoreSurroundingSpaces", true);
    this.nullValue = options.get("nullValue").orElse(null);
  }

  /** The fields of a text's first element. */
  List<Object> read(String text) {
    Optional<XmlElement> element = reader.read(text);
    isBroken = element.isEmpty();
    List<Object> values = element.map(root -> fields(root, type, true)).orElse(null);
    if (values == null) values = new ArrayList<>(Arrays.asList(new Object[type.size()]));
    if (isBroken && options.isFailFast())
      throw Failures.invalidArgument(
          "from_xml",
          "'" + text + "', which is no XML of " + type.sql(),
          "such text, or leave out the mode FAILFAST");
    int corrupt = type.fieldNames().indexOf(names.corrupt());
    if (isBroken && corrupt >= 0) values.set(corrupt, text);
    return values;
  }

  private static int place(StructType struct, String name) {
    for (int i = 0; i < struct.size(); i++)
      if (struct.field(i).name().equalsIgnoreCase(name)) return i;
    return -1;
  }

  private List<Object> fields(XmlElement element, StructType struct, boolean hasAttributes) {
    Object[] values = new Object[struct.size()];
    if (hasAttributes && names.hasAttributes()) {
      for (Map.Entry<String, String> attribute : element.attributes().entrySet()) {
        int place = place(struct, names.attributePrefix() + attribute.getKey());
        if (place >= 0 && !isBroken)
          values[place] = kept(plain(attribute.getValue(), struct.field(place).dataType()));
      }
    }
    for (Object node : element.nodes()) {
      if (isBroken) break;
      if (node instanceof XmlElement child) {
        put(values, struct, place(struct, child.name()), child);
      } else if (!((String) node).isBlank()) {
        put(values, struct, place(struct, names.valueTag()), node);
      }
    }
    return new ArrayList<>(Arrays.asList(values));
  }

  private void put(Object[] values, StructType struct, int place, Object node) {
    if (place < 0) return;
    boolean isArray = struct.field(place).dataType() instanceof ArrayType;
    DataType wanted =
        struct.field(place).dataType() instanceof ArrayType(DataType element, boolean _)
            ? element
            : struct.field(place).dataType();
    Object value =
        node instanceof XmlElement child
            ? value(child, wanted, true)
            : kept(plain((String) node, wanted));
    if (isBroken) return;
    if (!isArray) {
      values[place] = value;
      return;
    }
    List<Object> all = new ArrayList<>();
    if (values[place] instanceof List<?> before) all.addAll(before);
    all.add(value);
    values[place] = all;
  }

  /** The value, or null if it is none of its type, after which nothing is read any more. */
  private Object kept(Object value) {
    if (value != TypedText.BAD) return value;
    isBroken = true;
    return null;
  }

  private Object value(XmlElement element, DataType wanted, boolean hasAttributes) {
    return switch (wanted) {
      case StructType struct -> {
        List<Object> values = fields(element, struct, hasAttributes);
        yield isBroken ? null : values;
      }
      case MapType map -> entries(element, map);
      case AtomicType.STRING ->
          kept(plain(element.hasElements() ? element.inner() : element.text(), wanted));
      default -> kept(element.hasElements() ? TypedText.BAD : plain(element.text(), wanted));
    };
  }

  private Object entries(XmlElement element, MapType map) {
    Map<Object, Object> entries = new LinkedHashMap<>();
    for (Object node : element.nodes()) {
      if (!(node instanceof XmlElement child)) continue;
      Object value = value(child, map.valueType(), false);
      if (isBroken) return null;
      entries.put(child.name(), value);
    }
    if (names.hasAttributes()) {
      for (Map.Entry<String, String> attribute : element.attributes().entrySet()) {
        Object value = kept(plain(attribute.getValue(), map.valueType()));
        if (isBroken) return null;
        entries.put(names.attributePrefix() + attribute.getKey(), value);
      }
    }
    return entries;
  }

  /** A plain value of a text, or {@link TypedText#BAD}. */
  private Object plain(String written, DataType wanted) {
    String text = isTrimmed ? written.strip() : written;
    if (text.equals(nullValue)) return null;
    if (wanted == AtomicType.STRING) return text;
    if (text.isEmpty()) return null;
    String bare = text.strip();
    if (wanted == AtomicType.BOOLEAN) return truth(bare);
    boolean isUnread = wanted == AtomicType.BINARY || wanted == AtomicType.NULL;
    if (isUnread) return TypedText.BAD;
    return texts.read(wanted instanceof DecimalType ? bare.replace(",", "") : bare, wanted);
  }

  private static Object truth(String text) {
    return switch (text.toLowerCase(Locale.ROOT)) {
      case "true", "1" -> true;
      case "false", "0" -> false;
      default -> TypedText.BAD;
    };
  }
}
