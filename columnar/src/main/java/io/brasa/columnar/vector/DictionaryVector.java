package io.brasa.columnar.vector;

import io.brasa.columnar.type.DataType;

/**
 * Values that lie in another vector: where values repeat, as files have them, and where rows were
 * picked from a column too wide to copy.
 */
public final class DictionaryVector implements Vector {
  private final FlatVector dictionary;
  private final int[] ids;
  private final int length;
  private final boolean[] nulls;

  private DictionaryVector(FlatVector dictionary, int[] ids, int length, boolean[] nulls) {
    this.dictionary = dictionary;
    this.ids = ids;
    this.length = length;
    this.nulls = nulls;
  }

  /**
   * A vector that has at row {@code i} what {@code source} has at {@code ids[i]}; what comes out is
   * constant or a dictionary. Takes the arrays over.
   *
   * @param nulls true where a row is null whatever its id says, which must still be a row of the
   *     source; null if no row is
   */
  public static Vector of(Vector source, int[] ids, int length, boolean[] nulls) {
    return switch (source) {
      case FlatVector flat -> new DictionaryVector(flat, ids, length, nulls);
      case ConstantVector constant ->
          nulls == null
              ? new ConstantVector(constant.value(), length)
              : new DictionaryVector(constant.value(), new int[length], length, nulls);
      case DictionaryVector inner -> inner.through(ids, length, nulls);
    };
  }

  private DictionaryVector through(int[] outer, int outerLength, boolean[] outerNulls) {
    int[] through = new int[outerLength];
    for (int i = 0; i < outerLength; i++) through[i] = ids[outer[i]];
    if (nulls == null) return new DictionaryVector(dictionary, through, outerLength, outerNulls);
    boolean[] merged = new boolean[outerLength];
    for (int i = 0; i < outerLength; i++)
      merged[i] = nulls[outer[i]] || outerNulls != null && outerNulls[i];
    return new DictionaryVector(dictionary, through, outerLength, merged);
  }

  /** Where the values lie; may hold nulls itself. */
  public FlatVector dictionary() {
    return dictionary;
  }

  /** The place of each row's value. Not to be changed. */
  public int[] ids() {
    return ids;
  }

  /** True where a row is null whatever the dictionary holds; null if no row is. */
  public boolean[] nulls() {
    return nulls;
  }

  @Override
  public DataType type() {
    return dictionary.type();
  }

  @Override
  public int length() {
    return length;
  }

  @Override
  public boolean mayHaveNulls() {
    return nulls != null || dictionary.mayHaveNulls();
  }

  @Override
  public boolean isNullAt(int row) {
    return nulls != null && nulls[row] || dictionary.isNullAt(ids[row]);
  }

  @Override
  public long sizeBytes() {
    return 64 + 4L * ids.length + (nulls == null ? 0 : nulls.length) + dictionary.sizeBytes();
  }
}
