package io.brasa.sql;

import io.brasa.sql.syntax.Origin;
import io.brasa.sql.syntax.Syntax;
import io.brasa.sql.syntax.Syntax.Frame;
import io.brasa.sql.syntax.Syntax.FrameBound;
import io.brasa.sql.syntax.Syntax.FrameUnit;
import io.brasa.sql.syntax.Syntax.SortItem;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** The rows around a row that a function sees. Begins with {@link Window}. Immutable. */
public final class WindowSpec {
  static final WindowSpec EMPTY = new WindowSpec(List.of(), List.of(), Optional.empty());

  private final List<Syntax> partitions;
  private final List<SortItem> order;
  private final Optional<Frame> frame;

  private WindowSpec(List<Syntax> partitions, List<SortItem> order, Optional<Frame> frame) {
    this.partitions = partitions;
    this.order = order;
    this.frame = frame;
  }

  /** The same of rows that agree in some columns. */
  public WindowSpec partitionBy(Column... columns) {
    return new WindowSpec(Columns.syntaxes(columns), order, frame);
  }

  public WindowSpec partitionBy(String column, String... others) {
    return partitionBy(Columns.named(column, others, "partitionBy"));
  }

  /** The same in an order. */
  public WindowSpec orderBy(Column... columns) {
    return new WindowSpec(partitions, Arrays.stream(columns).map(Column::sortItem).toList(), frame);
  }

  public WindowSpec orderBy(String column, String... others) {
    return orderBy(Columns.named(column, others, "orderBy"));
  }

  /** The same of the rows from one to another, counted from the current row, which is 0. */
  public WindowSpec rowsBetween(long start, long end) {
    return framed(FrameUnit.ROWS, start, end, Columns.here("rowsBetween"));
  }

  /** The same of the rows whose sorting key differs so much from the current row's. */
  public WindowSpec rangeBetween(long start, long end) {
    return framed(FrameUnit.RANGE, start, end, Columns.here("rangeBetween"));
  }

  private WindowSpec framed(FrameUnit unit, long start, long end, Origin origin) {
    Frame made = new Frame(unit, bound(start, origin), bound(end, origin), origin);
    return new WindowSpec(partitions, order, Optional.of(made));
  }

  private static FrameBound bound(long distance, Origin origin) {
    if (distance == Window.unboundedPreceding()) return new FrameBound.UnboundedPreceding();
    if (distance == Window.unboundedFollowing()) return new FrameBound.UnboundedFollowing();
    if (distance == 0) return new FrameBound.CurrentRow();
    long length = Math.abs(distance);
    Object offset = length <= Integer.MAX_VALUE ? (Object) (int) length : (Object) length;
    Syntax constant = Columns.constant(offset, origin);
    return distance < 0 ? new FrameBound.Preceding(constant) : new FrameBound.Following(constant);
  }

  Syntax.Window.Defined syntax(Origin origin) {
    return new Syntax.Window.Defined(Optional.empty(), partitions, order, frame, origin);
  }
}
