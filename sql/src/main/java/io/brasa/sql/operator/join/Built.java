package io.brasa.sql.operator.join;

/** What probing rows are looked up in: a table, or the pieces of one that does not fit. */
sealed interface Built permits Built.Whole, BuiltPieces {
  /** Begins anew. */
  BuildTable first();

  /** Whether there is another piece. */
  boolean hasNext();

  BuildTable next();

  /** Which rows of the piece given last have found a partner; null if nobody asks. */
  boolean[] matched();

  void close();

  /** All in one table. */
  record Whole(BuildTable table) implements Built {
    @Override
    public BuildTable first() {
      return table;
    }

    @Override
    public boolean hasNext() {
      return false;
    }

    @Override
    public BuildTable next() {
      throw new IllegalStateException("a table is one piece");
    }

    @Override
    public boolean[] matched() {
      return table.matched();
    }

    @Override
    public void close() {}
  }
}
