package io.brasa.columnar.type;

/** The tree of a schema as text. */
final class SchemaTree {
  private SchemaTree() {}

  static void append(StringBuilder text, StructType type, String indent) {
    for (StructField field : type.fields()) {
      line(text, indent, field.name(), field.dataType(), "nullable", field.nullable());
    }
  }

  private static void line(
      StringBuilder text, String indent, String name, DataType type, String flag, boolean isSet) {
    text.append(indent).append("|-- ").append(name).append(": ").append(word(type));
    text.append(" (").append(flag).append(" = ").append(isSet).append(")\n");
    String deeper = indent + "|    ";
    switch (type) {
      case StructType struct -> append(text, struct, deeper);
      case ArrayType array ->
          line(text, deeper, "element", array.elementType(), "containsNull", array.containsNull());
      case MapType map -> {
        text.append(deeper).append("|-- key: ").append(word(map.keyType())).append('\n');
        if (map.keyType() instanceof StructType struct) append(text, struct, deeper + "|    ");
        line(text, deeper, "value", map.valueType(), "valueContainsNull", map.valueContainsNull());
      }
      case AtomicType _,
          DecimalType _,
          CollatedType _,
          LimitedType _,
          TimeType _,
          YearMonthIntervalType _,
          DayTimeIntervalType _ -> {}
    }
  }

  private static String word(DataType type) {
    return switch (type) {
      case AtomicType.INTEGER -> "integer";
      case AtomicType.LONG -> "long";
      case AtomicType.SHORT -> "short";
      case AtomicType.BYTE -> "byte";
      case StructType _ -> "struct";
      case ArrayType _ -> "array";
      case MapType _ -> "map";
      default -> type.simpleString();
    };
  }
}
