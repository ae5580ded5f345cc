package io.brasa.sql.keyfilter;

import io.brasa.columnar.vector.FlatVector;

/** There is no key. */
record NoKeys() implements KeyFilter {
  @Override
  public boolean isEmpty() {
    return true;
  }

  @Override
  public boolean[] isKey(FlatVector flat, int[] rows, int count) {
    return new boolean[count];
  }

  @Override
  public long keyCount() {
    return 0;
  }

  @Override
  public long sizeBytes() {
    return 16;
  }

  @Override
  public String toString() {
    return "no keys";
  }
}
