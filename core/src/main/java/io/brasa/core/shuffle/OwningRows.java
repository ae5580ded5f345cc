package io.brasa.core.shuffle;

/** A cursor that closes what its records come from, at its end already. */
final class OwningRows extends Rows {
  private final Rows rows;
  private final AutoCloseable owned;
  private boolean isClosed;

  /**
   * @param owned its {@code close} must not throw checked exceptions
   */
  OwningRows(Rows rows, AutoCloseable owned) {
    this.rows = rows;
    this.owned = owned;
  }

  @Override
  boolean advance() {
    if (isClosed) return false;
    if (!rows.advance()) {
      close();
      return false;
    }
    key = rows.key;
    value = rows.value;
    hash = rows.hash;
    return true;
  }

  @Override
  public void close() {
    if (isClosed) return;
    isClosed = true;
    try (owned;
        rows) {
      key = null;
      value = null;
    } catch (Exception e) {
      throw Thrown.unchecked(e);
    }
  }
}
