package io.brasa.sql.catalog;

import java.util.Optional;
import java.util.function.UnaryOperator;

/**
 * Where what a catalog knows is kept. Each change is made on the latest state and is visible whole
 * or not at all, whatever is killed; two at once come one after the other, so a change may be
 * called several times and has no effects of its own. What it throws is thrown. Thread-safe; calls
 * block.
 */
public interface CatalogStore {
  /** All names, as of one moment. */
  Names names();

  /**
   * Changes names; returns them as they are afterwards.
   *
   * @param commit unique to this change; one that was made already is not made again
   */
  Names changeNames(String commit, UnaryOperator<Names> change);

  /** Whether a change of names was made, not long ago: by an earlier life of an application. */
  boolean hasChangedNames(String commit);

  /**
   * Makes a table that has no name yet; nobody sees it before it is among the names. A table made
   * by a process that is gone and that no name stands for is taken away some time.
   *
   * @param hint part of the name of its folder, for people
   */
  Entry.Table create(String database, String hint, TableState first);

  /** The latest state of a table; empty if it is gone. */
  Optional<TableState> state(Entry.Table table);

  /**
   * Changes a table; returns its state afterwards. Fails with {@code TABLE_NOT_FOUND} if it is
   * gone.
   *
   * @param commit unique to this change; one that was made already is not made again
   */
  TableState change(Entry.Table table, String commit, UnaryOperator<TableState> change);

  /** Where a table that the catalog owns has its files: an absolute path. */
  String folder(Entry.Table table);

  /**
   * Gives up a table which no name stands for any more: nobody changes it, and its files stay for a
   * while, for those who read them.
   */
  void drop(Entry.Table table);

  /** Takes away all that there is of a table which no name stands for any more, at once. */
  void delete(Entry.Table table);
}
