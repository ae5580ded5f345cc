package io.brasa.sql.operator.window;

import io.brasa.columnar.vector.Batch;
import io.brasa.columnar.vector.Vector;
import io.brasa.sql.evaluate.Evaluator;
import io.brasa.sql.operator.OperatorContext;
import io.brasa.sql.operator.SpillFile;
import java.util.ArrayList;
import java.util.List;

/**
 * A partition of a window that does not fit into memory: its rows lie in a file, which each
 * function reads at a pace of its own, none holding more than a batch. Closing deletes the file.
 * Belongs to one thread.
 */
final class SpilledPartition implements AutoCloseable {
  private final SpillFile file;
  private final OperatorContext context;
  private final SpilledRows rows;
  private final SpilledPeers peers;
  private final List<StreamedWindow> functions = new ArrayList<>();
  private long given;

  /**
   * @param functions that can be computed so
   */
  SpilledPartition(
      SpillFile file,
      List<Evaluator> orderKeys,
      List<WindowFunction> functions,
      OperatorContext context) {
    this.file = file;
    this.context = context;
    this.rows = new SpilledRows(file);
    this.peers = new SpilledPeers(file, orderKeys);
    for (WindowFunction function : functions) this.functions.add(function.streamed(file));
  }

  /** The next rows and what the functions give for them, or null. */
  Batch next() {
    if (!rows.seek(given)) return null;
    context.checkCancelled();
    Batch batch = rows.batch();
    WindowPiece.Peers[] ofRows = new WindowPiece.Peers[batch.length()];
    for (int i = 0; i < ofRows.length; i++) ofRows[i] = peers.of(given + i);
    WindowPiece piece = new WindowPiece(batch, given, file.rowCount(), ofRows);
    List<Vector> columns = new ArrayList<>(batch.columns());
    for (StreamedWindow function : functions) columns.add(function.next(piece));
    given += batch.length();
    return Batch.of(batch.length(), columns);
  }

  @Override
  public void close() {
    rows.close();
    peers.close();
    functions.forEach(StreamedWindow::close);
    file.delete();
  }
}
