package io.brasa.connectors.parquet.variant;

import io.brasa.columnar.type.AtomicType;
import io.brasa.columnar.type.DecimalType;
import io.brasa.columnar.type.StructType;
import io.brasa.columnar.type.TimeType;
import io.brasa.columnar.vector.ArrayVector;
import io.brasa.columnar.vector.ByteVector;
import io.brasa.columnar.vector.BytesVector;
import io.brasa.columnar.vector.DoubleVector;
import io.brasa.columnar.vector.FlatVector;
import io.brasa.columnar.vector.FloatVector;
import io.brasa.columnar.vector.IntVector;
import io.brasa.columnar.vector.LongVector;
import io.brasa.columnar.vector.ShortVector;
import io.brasa.columnar.vector.StructVector;
import io.brasa.columnar.vector.Values;
import io.brasa.columnar.vector.Vectors;
import io.brasa.connectors.parquet.format.Logical;
import io.brasa.connectors.parquet.format.SchemaNode;
import java.io.ByteArrayOutputStream;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * Variants of the columns that a file has for their parts. In each place there are up to two: bytes
 * of any value ({@code value}), and values of one type ({@code typed_value}), which may be a group
 * of fields or a list, with two such columns in each of its own places. Of both one is null, but
 * for an object of which some fields have columns and the rest is in the bytes. Names have numbers
 * in the metadata, which are one for all parts of a row.
 *
 * <p>Source: VariantShredding.md of the Parquet project. What contradicts it fails with {@code
 * IllegalArgumentException}. Whole numbers take as few bytes as they have room in, whatever the
 * type of their column. Belongs to one thread.
 */
public final class ShreddedVariants {
  /** The metadata, in the group of a variant. */
  public static final String METADATA = "metadata";

  /** A value of any type. */
  public static final String VALUE = "value";

  /** A value of one type. */
  public static final String TYPED_VALUE = "typed_value";

  private final BytesVector metadata;
  private final Place root;
  private final VariantBytes out = new VariantBytes();
  private VariantNames names;

  /**
   * Where a value may be.
   *
   * @param value of any type, or null if there is no such column
   * @param typed or null
   * @param fields those of an object that have columns
   * @param element of an array, or null
   */
  private record Place(
      BytesVector value,
      FlatVector typed,
      boolean isUuid,
      List<String> fieldNames,
      List<Place> fields,
      Place element) {}

  private ShreddedVariants(StructVector parts, SchemaNode node) {
    StructType type = (StructType) parts.type();
    int names = type.fieldNames().indexOf(METADATA);
    this.metadata = (BytesVector) Vectors.flat(parts.fields().get(names));
    this.root = place(parts, node);
  }

  private static Place place(StructVector group, SchemaNode node) {
    StructType type = (StructType) group.type();
    int valueAt = type.fieldNames().indexOf(VALUE);
    int typedAt = type.fieldNames().indexOf(TYPED_VALUE);
    BytesVector value =
        valueAt < 0 ? null : (BytesVector) Vectors.flat(group.fields().get(valueAt));
    if (typedAt < 0) return new Place(value, null, false, List.of(), List.of(), null);
    FlatVector typed = (FlatVector) Vectors.flat(group.fields().get(typedAt));
    SchemaNode typedNode = child(node, TYPED_VALUE);
    List<String> names = new ArrayList<>();
    List<Place> fields = new ArrayList<>();
    Place element = null;
    if (typed instanceof StructVector struct) {
      names.addAll(((StructType) struct.type()).fieldNames());
      for (int i = 0; i < names.size(); i++)
        fields.add(
            place(
                (StructVector) Vectors.flat(struct.fields().get(i)),
                child(typedNode, names.get(i))));
    } else if (typed instanceof ArrayVector array) {
      element =
          place(
              (StructVector) Vectors.flat(array.elements()),
              typedNode.children().getFirst().children().getFirst());
    }
    boolean isUuid = typedNode.isLeaf() && typedNode.logical() instanceof Logical.Uuid;
    return new Place(value, typed, isUuid, List.copyOf(names), List.copyOf(fields), element);
  }

  private static SchemaNode child(SchemaNode node, String name) {
    return node.children().stream()
        .filter(child -> child.name().equals(name))
        .findFirst()
        .orElseThrow();
  }

  /**
   * The variants of a group of columns; null where the group is.
   *
   * @param node the group in the file
   */
  public static BytesVector joined(StructVector parts, SchemaNode node) {
    return new ShreddedVariants(parts, node).joined(parts);
  }

  private BytesVector joined(StructVector parts) {
    int length = parts.length();
    int[] offsets = new int[length + 1];
    boolean[] nulls = parts.mayHaveNulls() ? new boolean[length] : null;
    ByteArrayOutputStream all = new ByteArrayOutputStream();
    for (int row = 0; row < length; row++) {
      if (parts.isNullAt(row)) {
        nulls[row] = true;
      } else {
        names = VariantNames.of(metadata, row, names);
        int start = out.length();
        out.raw(names.metadata(), 0, names.metadata().length);
        if (!append(root, row)) out.appendNull();
        all.write(out.bytes(), start, out.length() - start);
        out.clear();
      }
      offsets[row + 1] = all.size();
    }
    return new BytesVector(AtomicType.VARIANT, length, all.toByteArray(), offsets, nulls);
  }

  /** Appends the value of a place; false if there is none. */
  private boolean append(Place place, int row) {
    boolean hasValue = place.value() != null && !place.value().isNullAt(row);
    if (place.typed() == null || place.typed().isNullAt(row)) {
      if (!hasValue) return false;
      int from = place.value().offsets()[row];
      out.raw(place.value().bytes(), from, place.value().offsets()[row + 1] - from);
      return true;
    }
    if (hasValue && !(place.typed() instanceof StructVector))
      throw new IllegalArgumentException("a part of a variant has two values");
    switch (place.typed()) {
      case StructVector _ -> object(place, row, hasValue);
      case ArrayVector array -> array(array, place.element(), row);
      default -> primitive(place, row);
    }
    return true;
  }

  private void object(Place place, int row, boolean hasMore) {
    int start = out.length();
    List<VariantBytes.Field> fields = new ArrayList<>();
    for (int i = 0; i < place.fields().size(); i++) {
      int at = out.length();
      String name = place.fieldNames().get(i);
      if (append(place.fields().get(i), row))
        fields.add(new VariantBytes.Field(name, names.id(name), at));
    }
    if (hasMore) {
      BytesVector value = place.value();
      rest(value.bytes(), value.offsets()[row], value.offsets()[row + 1], fields);
    }
    fields.sort(Comparator.comparing(VariantBytes.Field::name));
    for (int i = 1; i < fields.size(); i++)
      if (fields.get(i).name().equals(fields.get(i - 1).name()))
        throw new IllegalArgumentException("a variant has a field twice");
    out.endObject(start, fields);
  }

  /** Appends the fields of an object that have no columns. */
  private void rest(byte[] bytes, int from, int to, List<VariantBytes.Field> fields) {
    if (from >= to || (bytes[from] & 3) != VariantBytes.OBJECT)
      throw new IllegalArgumentException("a variant that has fields is no object");
    int head = bytes[from] >> 2;
    int offsetWidth = (head & 3) + 1;
    int idWidth = (head >> 2 & 3) + 1;
    int countWidth = (head >> 4 & 1) == 0 ? 1 : Integer.BYTES;
    int count = VariantBytes.number(bytes, from + 1, countWidth);
    int ids = from + 1 + countWidth;
    long values = ids + (long) count * idWidth + (count + 1L) * offsetWidth;
    if (values > to) throw new IllegalArgumentException("a variant ends too early");
    int offsets = ids + count * idWidth;
    int last = VariantBytes.number(bytes, offsets + count * offsetWidth, offsetWidth);
    if (values + last > to) throw new IllegalArgumentException("a variant ends too early");
    int start = out.length();
    out.raw(bytes, (int) values, last);
    for (int i = 0; i < count; i++) {
      int id = VariantBytes.number(bytes, ids + i * idWidth, idWidth);
      int offset = VariantBytes.number(bytes, offsets + i * offsetWidth, offsetWidth);
      if (offset >= last) throw new IllegalArgumentException("a variant ends too early");
      fields.add(new VariantBytes.Field(names.name(id), id, start + offset));
    }
  }

  private void array(ArrayVector array, Place element, int row) {
    int start = out.length();
    List<Integer> places = new ArrayList<>();
    for (int i = array.offsets()[row]; i < array.offsets()[row + 1]; i++) {
      places.add(out.length());
      if (!append(element, i)) out.appendNull();
    }
    out.endArray(start, places);
  }

  private void primitive(Place place, int row) {
    switch (place.typed()) {
      case FlatVector decimals when decimals.type() instanceof DecimalType ->
          out.append((BigDecimal) Values.get(decimals, row));
      case ByteVector numbers when numbers.type() == AtomicType.BOOLEAN ->
          out.append(numbers.values()[row] != 0);
      case ByteVector numbers -> out.append((long) numbers.values()[row]);
      case ShortVector numbers -> out.append((long) numbers.values()[row]);
      case IntVector numbers when numbers.type() == AtomicType.DATE ->
          out.appendDate(numbers.values()[row]);
      case IntVector numbers -> out.append((long) numbers.values()[row]);
      case LongVector numbers -> number(numbers, row);
      case FloatVector numbers -> out.append(numbers.values()[row]);
      case DoubleVector numbers -> out.append(numbers.values()[row]);
      case BytesVector bytes -> bytes(bytes, place.isUuid(), row);
      default ->
          throw new IllegalArgumentException(
              "a part of a variant is of type " + place.typed().type().sql());
    }
  }

  private void number(LongVector numbers, int row) {
    long value = numbers.values()[row];
    if (numbers.type() instanceof TimeType) out.appendTime(value);
    else if (numbers.type() == AtomicType.TIMESTAMP) out.appendTimestamp(value, false);
    else if (numbers.type() == AtomicType.TIMESTAMP_NTZ) out.appendTimestamp(value, true);
    else out.append(value);
  }

  private void bytes(BytesVector vector, boolean isUuid, int row) {
    int from = vector.offsets()[row];
    int count = vector.offsets()[row + 1] - from;
    if (isUuid) out.appendUuid(vector.bytes(), from);
    else if (vector.type() == AtomicType.BINARY) out.appendBinary(vector.bytes(), from, count);
    else out.appendText(vector.bytes(), from, count);
  }
}
