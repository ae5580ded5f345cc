package io.brasa.sql.catalog.warehouse;

import io.brasa.columnar.type.ArrayType;
import io.brasa.columnar.type.DataType;
import io.brasa.columnar.type.MapType;
import io.brasa.columnar.type.StructField;
import io.brasa.columnar.type.StructType;
import io.brasa.sql.parser.SqlParser;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Types in the form of a commit: plain ones as SQL writes them, nested ones as objects. */
final class TypeForm {
  private TypeForm() {}

  static Object encode(DataType type) {
    return switch (type) {
      case ArrayType array ->
          Map.of("array", encode(array.elementType()), "null", array.containsNull());
      case MapType map -> {
        Map<String, Object> fields = new LinkedHashMap<>();
        fields.put("key", encode(map.keyType()));
        fields.put("value", encode(map.valueType()));
        fields.put("null", map.valueContainsNull());
        yield fields;
      }
      case StructType struct -> {
        List<Object> fields = new ArrayList<>();
        for (StructField field : struct.fields()) {
          Map<String, Object> each = new LinkedHashMap<>();
          each.put("name", field.name());
          each.put("type", encode(field.dataType()));
          each.put("null", field.nullable());
          fields.add(each);
        }
        yield Map.of("struct", fields);
      }
      default -> type.sql();
    };
  }

  static DataType decode(Object form) {
    if (form instanceof String text) return SqlParser.columnType(text);
    Json.Fields fields = (Json.Fields) form;
    if (fields.has("array"))
      return new ArrayType(decode(fields.values().get("array")), fields.flag("null"));
    if (fields.has("key"))
      return new MapType(
          decode(fields.values().get("key")),
          decode(fields.values().get("value")),
          fields.flag("null"));
    List<StructField> members = new ArrayList<>();
    for (Json.Fields each : fields.objects("struct"))
      members.add(
          new StructField(each.text("name"), decode(each.values().get("type")), each.flag("null")));
    return new StructType(members);
  }
}
