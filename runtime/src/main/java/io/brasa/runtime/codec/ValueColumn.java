package io.brasa.runtime.codec;

import io.brasa.runtime.error.Check;
import java.util.Arrays;

/**
 * Values in the order of their arrival, ready to become {@linkplain Group groups}: in an array of
 * numbers while all are Integers, all Longs or all Doubles, else as references. Growing is the
 * caller's to account for. Not thread-safe.
 */
public final class ValueColumn {
  private static final int MIN_ROOM = 4;
  private static final int MAX_ROOM = Integer.MAX_VALUE - 8;

  /** A group that is at least this part of the array shares it instead of copying its range. */
  private static final int SHARED_PART = 4;

  private enum Kind {
    INTS(4),
    LONGS(8),
    DOUBLES(8),
    REFERENCES(4);

    final int bytesEach;

    Kind(int bytesEach) {
      this.bytesEach = bytesEach;
    }
  }

  private Kind kind = Kind.REFERENCES;
  private int[] ints;
  private long[] longs;
  private double[] doubles;
  private Object[] references;
  private int room;
  private int size;

  /** A group in the heap of what an iterator gives. */
  public static <V> Group<V> groupOf(Iterable<? extends V> values) {
    ValueColumn column = new ValueColumn();
    for (V value : values) column.add(value);
    return column.group();
  }

  /** A group of one value. */
  public static <V> Group<V> groupOfOne(V value) {
    return cast(new PackedGroup.References(new Object[] {value}, 0, 1));
  }

  public int size() {
    return size;
  }

  /** What the array holds, without what references refer to. */
  public long arrayBytes() {
    return (long) room * kind.bytesEach;
  }

  /** What adding this value will make the array take more; mostly nothing. */
  public long growthBytes(Object value) {
    if (room == 0) return 16 + 8L * MIN_ROOM;
    if (size > 0 && kind != Kind.REFERENCES && kindOf(value) != kind) return 32L * size;
    return size < room ? 0 : (long) (grown() - room) * kind.bytesEach;
  }

  /** Whether values count by what they hold themselves. */
  public boolean holdsReferences() {
    return kind == Kind.REFERENCES;
  }

  public void add(Object value) {
    if (size == 0) begin(kindOf(value));
    else if (size == room) grow();
    switch (kind) {
      case INTS -> {
        if (value instanceof Integer number) ints[size++] = number;
        else addOther(value);
      }
      case LONGS -> {
        if (value instanceof Long number) longs[size++] = number;
        else addOther(value);
      }
      case DOUBLES -> {
        if (value instanceof Double number) doubles[size++] = number;
        else addOther(value);
      }
      case REFERENCES -> references[size++] = value;
    }
  }

  private static Kind kindOf(Object value) {
    if (value instanceof Integer) return Kind.INTS;
    if (value instanceof Double) return Kind.DOUBLES;
    return value instanceof Long ? Kind.LONGS : Kind.REFERENCES;
  }

  private void begin(Kind first) {
    if (first != kind) room = 0;
    kind = first;
    if (room == 0) resize(MIN_ROOM);
  }

  private int grown() {
    return (int) Math.min(MAX_ROOM, size < 1 << 20 ? 2L * size : size + (size >> 1));
  }

  private void grow() {
    Check.that(size < MAX_ROOM, "an array has less than 2^31 values");
    resize(grown());
  }

  private void resize(int length) {
    room = length;
    switch (kind) {
      case INTS -> ints = size == 0 ? new int[length] : Arrays.copyOf(ints, length);
      case LONGS -> longs = size == 0 ? new long[length] : Arrays.copyOf(longs, length);
      case DOUBLES -> doubles = size == 0 ? new double[length] : Arrays.copyOf(doubles, length);
      case REFERENCES ->
          references = size == 0 ? new Object[length] : Arrays.copyOf(references, length);
    }
  }

  /** A value of another class than all before: from here on they are references. */
  private void addOther(Object value) {
    Object[] all = new Object[room];
    for (int i = 0; i < size; i++) all[i] = get(i);
    references = all;
    ints = null;
    longs = null;
    doubles = null;
    kind = Kind.REFERENCES;
    references[size++] = value;
  }

  public Object get(int place) {
    return switch (kind) {
      case INTS -> (Object) ints[place];
      case LONGS -> longs[place];
      case DOUBLES -> doubles[place];
      case REFERENCES -> references[place];
    };
  }

  /** All values; the column is empty afterwards. */
  public <V> Group<V> group() {
    Group<V> group = group(0, size);
    clear();
    return group;
  }

  /** The values of a range, which must not be changed any more. */
  public <V> Group<V> group(int from, int to) {
    boolean isShared = (long) SHARED_PART * (to - from) >= room;
    int start = isShared ? from : 0;
    int end = isShared ? to : to - from;
    return cast(
        switch (kind) {
          case INTS ->
              new PackedGroup.Ints(
                  isShared ? ints : Arrays.copyOfRange(ints, from, to), start, end);
          case LONGS ->
              new PackedGroup.Longs(
                  isShared ? longs : Arrays.copyOfRange(longs, from, to), start, end);
          case DOUBLES ->
              new PackedGroup.Doubles(
                  isShared ? doubles : Arrays.copyOfRange(doubles, from, to), start, end);
          case REFERENCES ->
              new PackedGroup.References(
                  isShared && references != null
                      ? references
                      : to == from ? new Object[0] : Arrays.copyOfRange(references, from, to),
                  start,
                  end);
        });
  }

  /**
   * A column of the same values in another order: those of each group one after the other.
   *
   * @param groups the group of each value
   * @param next where the next value of each group goes; changed
   */
  public ValueColumn scattered(int[] groups, int[] next) {
    ValueColumn to = new ValueColumn();
    to.kind = kind;
    to.resize(size);
    to.size = size;
    switch (kind) {
      case INTS -> {
        for (int i = 0; i < size; i++) to.ints[next[groups[i]]++] = ints[i];
      }
      case LONGS -> {
        for (int i = 0; i < size; i++) to.longs[next[groups[i]]++] = longs[i];
      }
      case DOUBLES -> {
        for (int i = 0; i < size; i++) to.doubles[next[groups[i]]++] = doubles[i];
      }
      case REFERENCES -> {
        for (int i = 0; i < size; i++) to.references[next[groups[i]]++] = references[i];
      }
    }
    return to;
  }

  /** Forgets everything, the array too. */
  public void clear() {
    size = 0;
    room = 0;
    ints = null;
    longs = null;
    doubles = null;
    references = null;
    kind = Kind.REFERENCES;
  }

  @SuppressWarnings("unchecked")
  private static <V> Group<V> cast(Group<?> group) {
    return (Group<V>) group;
  }
}
