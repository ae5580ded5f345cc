package io.brasa.runtime.codec;

import java.util.Iterator;
import java.util.NoSuchElementException;
import java.util.Objects;
import java.util.RandomAccess;

/** A group in the heap: a range of an array that is not changed any more. */
abstract sealed class PackedGroup<V> extends Group<V> implements RandomAccess {
  private static final long serialVersionUID = 1L;

  final int from;
  final int to;

  PackedGroup(int from, int to) {
    this.from = from;
    this.to = to;
  }

  /** The value at a place of the array. */
  abstract V at(int place);

  /** Bytes of the array that belong to a value. */
  abstract int bytesEach();

  @Override
  public final long count() {
    return to - from;
  }

  @Override
  public final V get(int index) {
    return at(from + Objects.checkIndex(index, to - from));
  }

  @Override
  final void requireLoadable() {}

  static final class Ints extends PackedGroup<Object> {
    private static final long serialVersionUID = 1L;
    final int[] values;

    Ints(int[] values, int from, int to) {
      super(from, to);
      this.values = values;
    }

    @Override
    Object at(int place) {
      return values[place];
    }

    @Override
    int bytesEach() {
      return 4;
    }

    @Override
    public Iterator<Object> iterator() {
      return new Places(from, to) {
        @Override
        public Object next() {
          return values[step()];
        }
      };
    }
  }

  static final class Longs extends PackedGroup<Object> {
    private static final long serialVersionUID = 1L;
    final long[] values;

    Longs(long[] values, int from, int to) {
      super(from, to);
      this.values = values;
    }

    @Override
    Object at(int place) {
      return values[place];
    }

    @Override
    int bytesEach() {
      return 8;
    }

    @Override
    public Iterator<Object> iterator() {
      return new Places(from, to) {
        @Override
        public Object next() {
          return values[step()];
        }
      };
    }
  }

  static final class Doubles extends PackedGroup<Object> {
    private static final long serialVersionUID = 1L;
    final double[] values;

    Doubles(double[] values, int from, int to) {
      super(from, to);
      this.values = values;
    }

    @Override
    Object at(int place) {
      return values[place];
    }

    @Override
    int bytesEach() {
      return 8;
    }

    @Override
    public Iterator<Object> iterator() {
      return new Places(from, to) {
        @Override
        public Object next() {
          return values[step()];
        }
      };
    }
  }

  static final class References extends PackedGroup<Object> {
    private static final long serialVersionUID = 1L;
    final transient Object[] values;

    /** Whether no value can change: 0 not known yet, 1 so, -1 not so. */
    private byte immutability;

    References(Object[] values, int from, int to) {
      super(from, to);
      this.values = values;
    }

    @Override
    Object at(int place) {
      return values[place];
    }

    @Override
    int bytesEach() {
      return 4;
    }

    /** Asked once for each value and then remembered, since every cache and shuffle asks again. */
    boolean isImmutable(Codecs codecs) {
      if (immutability == 0) immutability = areImmutable(codecs) ? (byte) 1 : -1;
      return immutability > 0;
    }

    private boolean areImmutable(Codecs codecs) {
      for (int i = from; i < to; i++) {
        if (!codecs.isImmutable(values[i])) return false;
      }
      return true;
    }

    @Override
    public Iterator<Object> iterator() {
      return new Places(from, to) {
        @Override
        public Object next() {
          return values[step()];
        }
      };
    }
  }

  private abstract static class Places implements Iterator<Object> {
    private final int end;
    private int next;

    Places(int from, int to) {
      next = from;
      end = to;
    }

    @Override
    public final boolean hasNext() {
      return next < end;
    }

    final int step() {
      if (next >= end) throw new NoSuchElementException();
      return next++;
    }
  }
}
