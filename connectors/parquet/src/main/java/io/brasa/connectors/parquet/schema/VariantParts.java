package io.brasa.connectors.parquet.schema;

import io.brasa.columnar.type.ArrayType;
import io.brasa.columnar.type.AtomicType;
import io.brasa.columnar.type.DataType;
import io.brasa.columnar.type.StructType;
import io.brasa.columnar.vector.BytesVector;
import io.brasa.columnar.vector.FlatVector;
import io.brasa.columnar.vector.StructVector;
import io.brasa.columnar.vector.Vectors;
import io.brasa.connectors.parquet.format.Logical;
import io.brasa.connectors.parquet.format.Place;
import io.brasa.connectors.parquet.format.SchemaNode;
import io.brasa.connectors.parquet.variant.ShreddedVariants;
import java.util.Optional;

/**
 * The two columns of bytes that files have of a VARIANT, names and value, and the one that vectors
 * have: the names with the value right behind. Source: VariantEncoding.md of the Parquet project,
 * section Metadata encoding, which says where names end.
 */
public final class VariantParts {
  public static final String METADATA = ShreddedVariants.METADATA;
  public static final String VALUE = ShreddedVariants.VALUE;

  private VariantParts() {}

  /** Whether a group says that it is a variant. */
  static boolean isVariant(SchemaNode node) {
    return node.logical() instanceof Logical.Variant && !node.isLeaf();
  }

  /** Whether a group has both parts, whole: fields of their own are another form. */
  static boolean isWhole(SchemaNode node) {
    return !node.isLeaf()
        && node.children().size() == 2
        && part(node, METADATA).isPresent()
        && part(node, VALUE).isPresent();
  }

  /** Whether a variant's fields are columns of their own. */
  static boolean isShredded(SchemaNode node) {
    return !node.isLeaf() && part(node, METADATA).isPresent() && typed(node).isPresent();
  }

  private static Optional<SchemaNode> typed(SchemaNode node) {
    return node.children().stream()
        .filter(child -> child.name().equals(ShreddedVariants.TYPED_VALUE) && !child.isRepeated())
        .findFirst();
  }

  /**
   * The columns of a variant whose parts are columns, as structs, lists and plain values. Fails
   * with {@code PARQUET_UNSUPPORTED} if one is of a type that variants have no values of.
   */
  static StructType parts(SchemaNode node, Place place) {
    StructType own = group(node, place);
    return part(node, METADATA).isEmpty() ? own : own.add(METADATA, AtomicType.BINARY, false);
  }

  private static StructType group(SchemaNode node, Place place) {
    StructType type = new StructType();
    if (part(node, VALUE).isPresent()) type = type.add(VALUE, AtomicType.BINARY, true);
    Optional<SchemaNode> typed = typed(node);
    if (typed.isPresent())
      type = type.add(ShreddedVariants.TYPED_VALUE, typed(typed.get(), place), true);
    return type;
  }

  private static DataType typed(SchemaNode node, Place place) {
    if (node.isLeaf()) {
      DataType type = TypeReading.leafType(node);
      if (type != null) return type;
      throw place.unsupported(
          "parts of variants of type " + node.physical() + " " + node.logical());
    }
    if (Groups.isList(node)) return new ArrayType(group(Groups.element(node), place), false);
    StructType type = new StructType();
    for (SchemaNode field : node.children())
      type = type.add(field.name(), group(field, place), true);
    return type;
  }

  static Optional<SchemaNode> part(SchemaNode node, String name) {
    return node.children().stream()
        .filter(child -> child.name().equals(name) && child.isLeaf() && !child.isRepeated())
        .findFirst();
  }

  /** One column of both; null where the group is. */
  public static BytesVector joined(StructVector parts) {
    BytesVector names = (BytesVector) Vectors.flat(parts.fields().get(0));
    BytesVector values = (BytesVector) Vectors.flat(parts.fields().get(1));
    int length = parts.length();
    int[] offsets = new int[length + 1];
    boolean[] nulls = parts.mayHaveNulls() ? new boolean[length] : null;
    int size = 0;
    for (int i = 0; i < length; i++) {
      boolean isNull = parts.isNullAt(i);
      if (isNull) nulls[i] = true;
      else size = Math.addExact(size, sizeAt(names, i) + sizeAt(values, i));
      offsets[i + 1] = size;
    }
    byte[] bytes = new byte[size];
    for (int i = 0; i < length; i++) {
      if (parts.isNullAt(i)) continue;
      int at = copy(names, i, bytes, offsets[i]);
      copy(values, i, bytes, at);
    }
    return new BytesVector(AtomicType.VARIANT, length, bytes, offsets, nulls);
  }

  private static int sizeAt(BytesVector vector, int row) {
    return vector.offsets()[row + 1] - vector.offsets()[row];
  }

  private static int copy(BytesVector from, int row, byte[] to, int at) {
    int size = sizeAt(from, row);
    System.arraycopy(from.bytes(), from.offsets()[row], to, at, size);
    return at + size;
  }

  /** The names of variants, or what is behind them. */
  public static BytesVector part(FlatVector variants, boolean isNames) {
    BytesVector whole = (BytesVector) variants;
    int length = whole.length();
    int[] offsets = new int[length + 1];
    int[] begins = new int[length];
    for (int i = 0; i < length; i++) {
      int size = 0;
      if (!whole.isNullAt(i)) {
        int from = whole.offsets()[i];
        int to = whole.offsets()[i + 1];
        int middle = from + namesSize(whole.bytes(), from, to);
        begins[i] = isNames ? from : middle;
        size = isNames ? middle - from : to - middle;
      }
      offsets[i + 1] = offsets[i] + size;
    }
    byte[] bytes = new byte[offsets[length]];
    for (int i = 0; i < length; i++)
      System.arraycopy(whole.bytes(), begins[i], bytes, offsets[i], offsets[i + 1] - offsets[i]);
    return new BytesVector(AtomicType.BINARY, length, bytes, offsets, null);
  }

  /** How many bytes the names at the beginning of a variant have. */
  private static int namesSize(byte[] bytes, int from, int to) {
    if (from >= to) throw new IllegalArgumentException("a variant of no bytes");
    int width = (bytes[from] >> 6 & 3) + 1;
    long count = number(bytes, from + 1, width, to);
    long last = from + 1L + width + count * width;
    long size = 1L + width + (count + 1) * width + number(bytes, last, width, to);
    if (size > to - from) throw new IllegalArgumentException("a variant that ends in its names");
    return (int) size;
  }

  private static long number(byte[] bytes, long at, int width, int to) {
    if (at + width > to) throw new IllegalArgumentException("a variant that ends in its names");
    long number = 0;
    for (int i = width - 1; i >= 0; i--) number = number << 8 | bytes[(int) at + i] & 0xFF;
    return number;
  }
}
