package io.brasa.columnar.type;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/** Named fields in order; also the schema of a table. Names may repeat in results of queries. */
public record StructType(List<StructField> fields) implements DataType {
  public StructType {
    fields = List.copyOf(fields);
  }

  /** Without fields: where {@link #add} begins. */
  public StructType() {
    this(List.of());
  }

  public static StructType of(StructField... fields) {
    return new StructType(List.of(fields));
  }

  /** This with one field more, which may be null. */
  public StructType add(String name, DataType type) {
    return add(name, type, true);
  }

  /** This with one field more. */
  public StructType add(String name, DataType type, boolean nullable) {
    List<StructField> more = new ArrayList<>(fields);
    more.add(new StructField(name, type, nullable));
    return new StructType(more);
  }

  public int size() {
    return fields.size();
  }

  public StructField field(int index) {
    return fields.get(index);
  }

  public List<String> fieldNames() {
    return fields.stream().map(StructField::name).toList();
  }

  /** The place of the first field of this name; case counts. */
  public Optional<Integer> indexOf(String name) {
    for (int i = 0; i < fields.size(); i++) {
      if (fields.get(i).name().equals(name)) return Optional.of(i);
    }
    return Optional.empty();
  }

  /** The fields at these places, in this order. */
  public StructType select(List<Integer> indexes) {
    return new StructType(indexes.stream().map(fields::get).toList());
  }

  @Override
  public String simpleString() {
    return fields.stream()
        .map(field -> field.name() + ":" + field.dataType().simpleString())
        .collect(Collectors.joining(",", "struct<", ">"));
  }

  @Override
  public String sql() {
    return fields.stream()
        .map(field -> quoted(field.name()) + ": " + field.dataType().sql())
        .collect(Collectors.joining(", ", "STRUCT<", ">"));
  }

  /** A name as it is written in a query. */
  private static String quoted(String name) {
    boolean isPlain = !name.isEmpty() && !Character.isDigit(name.charAt(0));
    for (int i = 0; i < name.length(); i++) {
      char c = name.charAt(i);
      isPlain &= c == '_' || c < 0x80 && Character.isLetterOrDigit(c);
    }
    return isPlain ? name : "`" + name.replace("`", "``") + "`";
  }

  /** The tree that {@code printSchema} shows, each line ended. */
  public String treeString() {
    StringBuilder text = new StringBuilder("root\n");
    SchemaTree.append(text, this, " ");
    return text.toString();
  }

  @Override
  public Storage storage() {
    return Storage.STRUCT;
  }

  @Override
  public String toString() {
    return simpleString();
  }
}
