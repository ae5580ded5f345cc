package io.brasa.columnar.vector;

import io.brasa.columnar.type.DataType;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;

/** What is done to vectors as a whole. */
public final class Vectors {
  private Vectors() {}

  /** So many nulls of a type. */
  public static Vector nulls(DataType type, int length) {
    VectorBuilder one = VectorBuilder.of(type, 1);
    one.appendNull();
    return new ConstantVector(one.build(), length);
  }

  /** The value that a {@link Values#get} would give, in all rows; null for nulls. */
  public static Vector constant(DataType type, Object value, int length) {
    VectorBuilder one = VectorBuilder.of(type, 1);
    Values.append(one, value);
    return new ConstantVector(one.build(), length);
  }

  /** The same values in arrays of their own. */
  public static FlatVector flat(Vector vector) {
    if (vector instanceof FlatVector flat) return flat;
    VectorBuilder all = VectorBuilder.of(vector.type(), vector.length());
    all.appendRange(vector, 0, vector.length());
    return all.build();
  }

  /**
   * The rows at some places, as a vector of their own. What is wide is not copied but referred to.
   *
   * @param rows the first {@code count} name rows of the vector, in any order, also repeatedly
   */
  public static Vector take(Vector vector, int[] rows, int count) {
    return switch (vector) {
      case ConstantVector constant -> new ConstantVector(constant.value(), count);
      case DictionaryVector dictionary ->
          DictionaryVector.of(dictionary, own(rows, count), count, null);
      case BytesVector _, ArrayVector _, MapVector _, StructVector _ ->
          DictionaryVector.of(vector, own(rows, count), count, null);
      case FlatVector flat -> {
        VectorBuilder taken = VectorBuilder.of(flat.type(), count);
        taken.append(flat, rows, 0, count);
        yield taken.build();
      }
    };
  }

  /**
   * As {@link #take(Vector, int[], int)} of several vectors of one length. Those that refer to the
   * same rows of dictionaries, by the same array of places, do so again.
   */
  public static List<Vector> take(List<Vector> vectors, int[] rows, int count) {
    Map<int[], int[]> places = new IdentityHashMap<>();
    List<Vector> taken = new ArrayList<>(vectors.size());
    for (Vector vector : vectors)
      taken.add(
          switch (vector) {
            case DictionaryVector v when v.nulls() == null ->
                DictionaryVector.of(
                    v.dictionary(),
                    places.computeIfAbsent(v.ids(), ids -> through(ids, rows, count)),
                    count,
                    null);
            case BytesVector _, ArrayVector _, MapVector _, StructVector _ ->
                DictionaryVector.of(
                    vector, places.computeIfAbsent(rows, own -> own(own, count)), count, null);
            default -> take(vector, rows, count);
          });
    return taken;
  }

  private static int[] through(int[] ids, int[] rows, int count) {
    int[] through = new int[count];
    for (int i = 0; i < count; i++) through[i] = ids[rows[i]];
    return through;
  }

  private static int[] own(int[] rows, int count) {
    return Arrays.copyOf(rows, count);
  }

  /** The rows of several vectors of one type, one behind the other, in arrays of their own. */
  public static FlatVector concatenate(List<? extends Vector> vectors) {
    int length = 0;
    for (Vector vector : vectors) length = Math.addExact(length, vector.length());
    VectorBuilder all = VectorBuilder.of(vectors.getFirst().type(), length);
    for (Vector vector : vectors) all.appendRange(vector, 0, vector.length());
    return all.build();
  }

  /** The rows that count of several batches, one behind the other. */
  public static Batch concatenateBatches(List<Batch> batches) {
    if (batches.size() == 1) return batches.getFirst().dense();
    int rows = 0;
    for (Batch batch : batches) rows = Math.addExact(rows, batch.rowCount());
    List<Vector> columns = new ArrayList<>();
    for (int i = 0; i < batches.getFirst().columns().size(); i++) {
      VectorBuilder all = VectorBuilder.of(batches.getFirst().column(i).type(), rows);
      for (Batch batch : batches) all.append(batch, i);
      columns.add(all.build());
    }
    return Batch.of(rows, columns);
  }
}
