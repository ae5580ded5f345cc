package io.brasa.columnar.source.files;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.brasa.columnar.text.NumberText;
import io.brasa.columnar.text.TimePatterns;
import io.brasa.columnar.text.TimeText;
import io.brasa.columnar.type.AtomicType;
import io.brasa.columnar.type.DataType;
import io.brasa.columnar.type.DecimalType;
import io.brasa.columnar.type.StructField;
import io.brasa.columnar.type.StructType;
import io.brasa.runtime.error.EngineException;
import io.brasa.runtime.storage.StoredFile;
import java.io.ByteArrayOutputStream;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * What folders {@code k=v} say: columns, whose types are found from all values (int, bigint,
 * double, date, string, the first that takes all) unless a schema has them.
 */
final class PartitionFolders {
  /** The name of the folder for null. */
  static final String NULL_NAME = "__HIVE_DEFAULT_PARTITION__";

  private static final List<DataType> FOUND =
      List.of(
          AtomicType.INTEGER,
          AtomicType.LONG,
          AtomicType.DOUBLE,
          AtomicType.DATE,
          AtomicType.STRING);

  private PartitionFolders() {}

  /** A folder's name taken apart; the value is null for null. */
  record Folder(String column, String value) {}

  /** A file and the folders that it lies in. */
  record Placed(StoredFile file, List<Folder> folders) {}

  /** The folders {@code k=v} between a path and a file below it. */
  static List<Folder> between(String base, String file) {
    List<Folder> folders = new ArrayList<>();
    if (!file.startsWith(base)) return folders;
    String[] names = file.substring(base.length()).split("/", -1);
    for (int i = 0; i < names.length - 1; i++) {
      int equals = names[i].indexOf('=');
      if (equals <= 0) continue;
      String value = unescaped(names[i].substring(equals + 1));
      folders.add(
          new Folder(
              unescaped(names[i].substring(0, equals)), value.equals(NULL_NAME) ? null : value));
    }
    return folders;
  }

  /** As folders' names are written: {@code %} and two hexadecimal digits for a byte. */
  private static String unescaped(String text) {
    if (text.indexOf('%') < 0) return text;
    byte[] bytes = text.getBytes(UTF_8);
    ByteArrayOutputStream out = new ByteArrayOutputStream(bytes.length);
    for (int i = 0; i < bytes.length; i++) {
      int high = i + 2 < bytes.length ? Character.digit(bytes[i + 1], 16) : -1;
      int low = i + 2 < bytes.length ? Character.digit(bytes[i + 2], 16) : -1;
      if (bytes[i] == '%' && high >= 0 && low >= 0) {
        out.write(high << 4 | low);
        i += 2;
      } else {
        out.write(bytes[i]);
      }
    }
    return out.toString(UTF_8);
  }

  static FileTable table(List<Placed> placed, StructType given, Tolerance tolerance) {
    StructType schema = schema(placed, given);
    List<TableFile> files = new ArrayList<>(placed.size());
    for (Placed one : placed) {
      List<Object> values = new ArrayList<>();
      for (int i = 0; i < schema.size(); i++) {
        String text = one.folders().get(i).value();
        DataType type = schema.field(i).dataType();
        Optional<Object> value = value(text, type).or(() -> notFinite(text, type));
        if (text != null && value.isEmpty()) throw unfit(one, schema.field(i), text);
        values.add(value.orElse(null));
      }
      StoredFile file = one.file();
      files.add(new TableFile(file.path(), file.sizeBytes(), file.modifiedMillis(), values));
    }
    return new FileTable(files, schema, tolerance);
  }

  private static EngineException unfit(Placed one, StructField field, String text) {
    return new EngineException(
        FileError.SCHEMA_MISMATCH,
        "The folder "
            + field.name()
            + "="
            + text
            + " of "
            + one.file().path()
            + " does not fit the type "
            + field.dataType()
            + " of its column",
        "Give the column a type that takes all folders, such as string");
  }

  private static StructType schema(List<Placed> placed, StructType given) {
    if (placed.isEmpty()) return new StructType();
    List<String> names = names(placed.getFirst());
    for (Placed one : placed) {
      if (!names(one).equals(names))
        throw new EngineException(
            FileError.PARTITIONS_CONFLICTING,
            "The folders of "
                + placed.getFirst().file().path()
                + " stand for columns "
                + names
                + ", those of "
                + one.file().path()
                + " for "
                + names(one),
            "Name one table at a time, or set the option basePath to where its folders begin");
    }
    StructType schema = new StructType();
    for (int i = 0; i < names.size(); i++) {
      String name = names.get(i);
      Optional<StructField> told =
          given.fields().stream().filter(f -> f.name().equalsIgnoreCase(name)).findFirst();
      schema =
          told.isPresent()
              ? schema.add(told.get().name(), told.get().dataType())
              : schema.add(name, found(placed, i));
    }
    return schema;
  }

  private static List<String> names(Placed one) {
    return one.folders().stream().map(Folder::column).toList();
  }

  private static DataType found(List<Placed> placed, int column) {
    for (DataType type : FOUND) {
      boolean isFit = true;
      boolean hasValue = false;
      for (Placed one : placed) {
        String text = one.folders().get(column).value();
        if (text == null) continue;
        hasValue = true;
        if (value(text, type).isEmpty()) {
          isFit = false;
          break;
        }
      }
      if (isFit && hasValue) return type;
    }
    return AtomicType.STRING;
  }

  /** The text as a value of a type; empty if it is null or none. */
  private static Optional<Object> value(String text, DataType type) {
    if (text == null) return Optional.empty();
    byte[] bytes = text.getBytes(UTF_8);
    NumberText numbers = new NumberText();
    return switch (type) {
      case AtomicType.STRING -> Optional.of(text);
      case AtomicType.DATE -> {
        TimeText times = new TimeText(ZoneOffset.UTC, TimePatterns.USUAL);
        boolean isDate = bytes.length >= 8 && times.parseDate(bytes, 0, bytes.length);
        yield isDate ? Optional.of(LocalDate.ofEpochDay(times.days)) : Optional.empty();
      }
      case AtomicType.BOOLEAN ->
          text.equalsIgnoreCase("true") || text.equalsIgnoreCase("false")
              ? Optional.of(text.equalsIgnoreCase("true"))
              : Optional.empty();
      case AtomicType.DOUBLE ->
          numbers.parseDouble(bytes, 0, bytes.length)
              ? Optional.of(numbers.doubleValue)
              : Optional.empty();
      case AtomicType.FLOAT ->
          numbers.parseDouble(bytes, 0, bytes.length)
              ? Optional.of(Float.parseFloat(text))
              : Optional.empty();
      case DecimalType decimal -> decimal(bytes, decimal);
      case AtomicType atomic when atomic.isIntegral() ->
          numbers.parseLong(bytes, 0, bytes.length)
              ? whole(atomic, numbers.longValue)
              : Optional.empty();
      default -> Optional.empty();
    };
  }

  /** What numbers with a point may be beside numbers: as a type is told, never as one is found. */
  private static Optional<Object> notFinite(String text, DataType type) {
    boolean isOne = "NaN".equals(text) || "Infinity".equals(text) || "-Infinity".equals(text);
    if (!isOne) return Optional.empty();
    if (type == AtomicType.DOUBLE) return Optional.of(Double.valueOf(text));
    return type == AtomicType.FLOAT ? Optional.of(Float.valueOf(text)) : Optional.empty();
  }

  private static Optional<Object> decimal(byte[] bytes, DecimalType type) {
    BigDecimal value = NumberText.bigDecimal(bytes, 0, bytes.length);
    if (value == null) return Optional.empty();
    BigDecimal fitted = value.setScale(type.scale(), RoundingMode.HALF_UP);
    return fitted.precision() > type.precision() ? Optional.empty() : Optional.of(fitted);
  }

  private static Optional<Object> whole(AtomicType type, long value) {
    return switch (type) {
      case BYTE -> value == (byte) value ? Optional.of((byte) value) : Optional.empty();
      case SHORT -> value == (short) value ? Optional.of((short) value) : Optional.empty();
      case INTEGER -> value == (int) value ? Optional.of((int) value) : Optional.empty();
      default -> Optional.of(value);
    };
  }
}
