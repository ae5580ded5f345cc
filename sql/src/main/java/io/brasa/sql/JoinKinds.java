package io.brasa.sql;

import io.brasa.runtime.error.EngineException;
import io.brasa.sql.error.Nearest;
import io.brasa.sql.error.QueryErrors;
import io.brasa.sql.error.SqlError;
import io.brasa.sql.syntax.Relation.JoinKind;
import java.util.List;
import java.util.Locale;

/** Kinds of joins by the names that Spark has for them. */
final class JoinKinds {
  private static final List<String> NAMES =
      List.of("inner", "cross", "outer", "full", "left", "right", "left_semi", "left_anti");

  private JoinKinds() {}

  /** Case and underscores do not count. */
  static JoinKind of(String name) {
    return switch (name.toLowerCase(Locale.ROOT).replace("_", "")) {
      case "inner" -> JoinKind.INNER;
      case "cross" -> JoinKind.CROSS;
      case "outer", "full", "fullouter" -> JoinKind.FULL;
      case "left", "leftouter" -> JoinKind.LEFT;
      case "right", "rightouter" -> JoinKind.RIGHT;
      case "semi", "leftsemi" -> JoinKind.LEFT_SEMI;
      case "anti", "leftanti" -> JoinKind.LEFT_ANTI;
      default -> throw unknown(name);
    };
  }

  private static EngineException unknown(String name) {
    return QueryErrors.at(
        SqlError.INVALID_ARGUMENT_VALUE,
        Columns.here("join"),
        "There is no kind of join called " + name,
        QueryErrors.perhaps(Nearest.of(name, NAMES, 3), "Use one of " + String.join(", ", NAMES)));
  }
}
