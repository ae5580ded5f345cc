package io.brasa.sql.catalog.warehouse;

import io.brasa.columnar.source.ColumnStatistics;
import io.brasa.columnar.source.TableStatistics;
import io.brasa.columnar.type.AtomicType;
import io.brasa.columnar.type.DataType;
import io.brasa.columnar.type.StructType;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalLong;

/**
 * What is known of a table's rows in the form of a commit. Bounds of types that have no text here
 * are left out: they are hints.
 */
final class StatisticsForm {
  private StatisticsForm() {}

  static Object encode(TableStatistics statistics) {
    Map<String, Object> fields = new LinkedHashMap<>();
    fields.put("rows", statistics.rowCount());
    fields.put("bytes", statistics.sizeBytes());
    List<Object> columns = new ArrayList<>();
    statistics.columns().forEach((place, column) -> columns.add(encode(place, column)));
    fields.put("columns", columns);
    return fields;
  }

  private static Object encode(int place, ColumnStatistics column) {
    Map<String, Object> fields = new LinkedHashMap<>();
    fields.put("place", place);
    column.distinctCount().ifPresent(count -> fields.put("distinct", count));
    column.nullCount().ifPresent(count -> fields.put("nulls", count));
    column.min().flatMap(StatisticsForm::text).ifPresent(text -> fields.put("min", text));
    column.max().flatMap(StatisticsForm::text).ifPresent(text -> fields.put("max", text));
    column.averageBytes().ifPresent(bytes -> fields.put("averageBytes", Double.toString(bytes)));
    return fields;
  }

  private static Optional<String> text(Object value) {
    return switch (value) {
      case Number _, String _, LocalDate _, Instant _, LocalDateTime _, Boolean _ ->
          Optional.of(value.toString());
      default -> Optional.empty();
    };
  }

  /**
   * The same again.
   *
   * @param stored the columns as files have them
   */
  static TableStatistics decode(Json.Fields fields, StructType stored) {
    Map<Integer, ColumnStatistics> columns = new HashMap<>();
    for (Json.Fields each : fields.objects("columns")) {
      int place = Math.toIntExact(each.number("place"));
      if (place < stored.size()) columns.put(place, column(each, stored.field(place).dataType()));
    }
    return new TableStatistics(fields.number("rows"), fields.number("bytes"), columns);
  }

  private static ColumnStatistics column(Json.Fields fields, DataType type) {
    return new ColumnStatistics(
        count(fields, "distinct"),
        count(fields, "nulls"),
        fields.optional("min").flatMap(text -> value(text, type)),
        fields.optional("max").flatMap(text -> value(text, type)),
        fields
            .optional("averageBytes")
            .map(text -> OptionalDouble.of(Double.parseDouble(text)))
            .orElse(OptionalDouble.empty()));
  }

  private static OptionalLong count(Json.Fields fields, String name) {
    return fields.has(name) ? OptionalLong.of(fields.number(name)) : OptionalLong.empty();
  }

  private static Optional<Object> value(String text, DataType type) {
    return switch (type.storage()) {
      case BYTE ->
          Optional.of(
              type == AtomicType.BOOLEAN
                  ? (Object) Boolean.valueOf(text)
                  : (Object) Byte.valueOf(text));
      default -> other(text, type);
    };
  }

  private static Optional<Object> other(String text, DataType type) {
    return switch (type) {
      case AtomicType.SHORT -> Optional.of(Short.valueOf(text));
      case AtomicType.INTEGER -> Optional.of(Integer.valueOf(text));
      case AtomicType.LONG -> Optional.of(Long.valueOf(text));
      case AtomicType.FLOAT -> Optional.of(Float.valueOf(text));
      case AtomicType.DOUBLE -> Optional.of(Double.valueOf(text));
      case AtomicType.STRING -> Optional.of(text);
      case AtomicType.DATE -> Optional.of(LocalDate.parse(text));
      case AtomicType.TIMESTAMP -> Optional.of(Instant.parse(text));
      case AtomicType.TIMESTAMP_NTZ -> Optional.of(LocalDateTime.parse(text));
      case io.brasa.columnar.type.DecimalType _ -> Optional.of(new BigDecimal(text));
      default -> Optional.empty();
    };
  }
}
