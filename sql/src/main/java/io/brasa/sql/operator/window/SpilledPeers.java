package io.brasa.sql.operator.window;

import io.brasa.columnar.vector.Batch;
import io.brasa.columnar.vector.Vector;
import io.brasa.columnar.vector.VectorOrder;
import io.brasa.sql.evaluate.Evaluator;
import io.brasa.sql.operator.Columns;
import io.brasa.sql.operator.SpillFile;
import java.util.List;

/** Finds rows of equal order in a file, looking ahead to the end of each group of them. */
final class SpilledPeers implements AutoCloseable {
  private final SpilledRows rows;
  private final List<Evaluator> orderKeys;
  private WindowPiece.Peers peers = new WindowPiece.Peers(-1, 0, 0);

  /** Of the batch that was looked at last, and of the first row of the peers. */
  private Batch keyed;

  private Vector[] keys = {};
  private Vector[] firstKeys = {};
  private int firstRow;

  SpilledPeers(SpillFile file, List<Evaluator> orderKeys) {
    this.rows = new SpilledRows(file);
    this.orderKeys = orderKeys;
  }

  /** Those of a row at or behind the one asked for before. */
  WindowPiece.Peers of(long row) {
    while (row >= peers.to()) advance();
    return peers;
  }

  private void advance() {
    long from = peers.to();
    firstRow = place(from);
    firstKeys = keys;
    long to = from + 1;
    while (rows.seek(to) && isPeer(place(to))) to++;
    peers = new WindowPiece.Peers(peers.number() + 1, from, to);
  }

  /** The place in its batch of a row, which there is. */
  private int place(long row) {
    rows.seek(row);
    if (keyed != rows.batch()) {
      keyed = rows.batch();
      keys = Columns.of(orderKeys, keyed).toArray(Vector[]::new);
    }
    return (int) (row - rows.start());
  }

  private boolean isPeer(int place) {
    for (int i = 0; i < keys.length; i++)
      if (!VectorOrder.equal(firstKeys[i], firstRow, keys[i], place)) return false;
    return true;
  }

  @Override
  public void close() {
    rows.close();
  }
}
