package io.brasa.connectors.parquet.read;

import io.brasa.columnar.vector.FlatVector;
import io.brasa.connectors.parquet.format.Damage;
import io.brasa.connectors.parquet.format.Place;

/** Dictionary pages as vectors, which all batches of a row group share. */
final class Dictionaries {
  private Dictionaries() {}

  static FlatVector read(Pages.Dictionary page, LeafValues values, Place place) {
    try {
      values.start(page.count());
      values.append(page.values(), 0, page.count());
      return values.finish(page.count(), null);
    } catch (Damage | IndexOutOfBoundsException | ArithmeticException e) {
      throw place.damaged(page.offset(), e);
    }
  }
}
