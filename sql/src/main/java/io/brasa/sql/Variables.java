package io.brasa.sql;

import io.brasa.columnar.type.DataType;
import io.brasa.sql.expression.Expression;
import io.brasa.sql.syntax.Origin;
import io.brasa.sql.syntax.Syntax;
import java.util.Map;
import java.util.Optional;

/** The variables that statements see: those of the session, and within a script its own before. */
interface Variables {
  /**
   * A variable.
   *
   * @param initial what it is set to by DEFAULT; empty for NULL
   */
  record Variable(DataType type, Optional<Syntax> initial, Expression value) {}

  /** The values by all names that reach them, in lower case. */
  Map<String, Expression> values();

  /** Fails with {@code VARIABLE_EXISTS}. */
  void declare(String name, Variable variable, boolean replaces, Origin origin);

  /** Fails with {@code VARIABLE_NOT_FOUND}. */
  Variable require(String name, Origin origin);

  /** Fails with {@code VARIABLE_NOT_FOUND}. */
  void set(String name, Expression value, Origin origin);
}
