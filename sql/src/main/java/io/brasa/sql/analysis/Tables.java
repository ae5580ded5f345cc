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

  /**
   * A function whose body is SQL and that lasts beyond sessions.
   *
   * @param tables what its body can name
   */
  record LastingFunction(SqlFunction function, Tables tables) {}

  /** Such a function by the parts of its name; case does not count. */
  default Optional<LastingFunction> function(List<String> name) {
    return Optional.empty();
  }

  /** The parts by which the table of a name is fully named; of a temporary view what is written. */
  default List<String> fullName(List<String> name) {
    return name;
  }

  /** All names, for suggestions. */
  List<String> names();

  /** The database in which names without one are looked for. */
  default String currentDatabase() {
    return "default";
  }
}
