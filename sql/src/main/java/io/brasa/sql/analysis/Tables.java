package io.brasa.sql.analysis;

import io.brasa.sql.syntax.Relation;
import io.brasa.sql.syntax.SqlFunction;
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

  /**
   * A function that lasts and whose body is SQL.
   *
   * @param name perhaps with its database, and points between
   */
  default Optional<SqlFunction> function(String name) {
    return Optional.empty();
  }

  /** The database in which names without one are looked for. */
  default String currentDatabase() {
    return "default";
  }
}
