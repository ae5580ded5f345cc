package io.brasa.sql.execute;

import io.brasa.columnar.source.RowFilter;
import io.brasa.columnar.vector.Selection;
import io.brasa.columnar.vector.Vector;
import io.brasa.sql.kernel.Truths;
import io.brasa.sql.keyfilter.KeyFilter;
import java.util.List;

/**
 * Rows of a source whose key may have a partner. Looks at no more rows once it has turned out that
 * most have one. Belongs to the reader of one split's rows: what it decides depends on these alone.
 */
final class KeyRowFilter implements RowFilter {
  private static final long serialVersionUID = 1L;

  private static final long TRIAL_ROWS = 1 << 15;

  private final int column;
  private final transient KeyFilter keys;
  private long seen;
  private long kept;
  private boolean isUseless;

  /**
   * @param column the place in the source's schema
   */
  KeyRowFilter(int column, KeyFilter keys) {
    this.column = column;
    this.keys = keys;
  }

  @Override
  public List<Integer> columns() {
    return List.of(column);
  }

  @Override
  public Selection select(List<Vector> columns, int length, Selection among) {
    if (isUseless) return among == null ? Truths.all(length) : among;
    Selection selected = keys.select(columns.getFirst(), length, among);
    seen += among == null ? length : among.count();
    kept += selected.count();
    if (seen >= TRIAL_ROWS) isUseless = kept > seen / 8 * 7;
    return selected;
  }
}
