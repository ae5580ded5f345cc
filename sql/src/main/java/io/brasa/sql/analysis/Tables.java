package io.brasa.sql.analysis;

import io.brasa.sql.syntax.Relation;
import java.util.List;
import java.util.Optional;

/** The tables and views that queries can name. */
public interface Tables {
  /**
   * What a name stands for; case does not count.
   *
   * @param name its parts, the last is the table's
   */
  Optional<Relation> find(List<String> name);

  /** All names, for suggestions. */
  List<String> names();

  /** The database in which names without one are looked for. */
  default String currentDatabase() {
    return "default";
  }
}
