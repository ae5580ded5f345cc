package io.brasa.sql.parser;

import io.brasa.sql.error.QueryErrors;
import io.brasa.sql.error.SqlError;
import io.brasa.sql.syntax.Syntax;

/** What {@code IDENTIFIER(expression)} names: the text that the expression has as its value. */
@FunctionalInterface
public interface IdentifierNames {
  /** Without variables and parameters: only texts as they are written. */
  IdentifierNames OF_CONSTANTS = new OfConstants();

  /** Any name, where only the form of a text counts. */
  IdentifierNames ANY = new Any();

  /** Fails if the expression is no text, or no constant. */
  String of(Syntax expression);

  /** See {@link #OF_CONSTANTS}. */
  record OfConstants() implements IdentifierNames {
    @Override
    public String of(Syntax written) {
      if (written instanceof Syntax.Constant constant && constant.value() instanceof String name)
        return name;
      throw QueryErrors.at(
          SqlError.SQL_UNSUPPORTED,
          written.origin(),
          "IDENTIFIER of something else than a text in quotes cannot be used here",
          "Use it in a statement of a session");
    }
  }

  /** See {@link #ANY}. */
  record Any() implements IdentifierNames {
    @Override
    public String of(Syntax written) {
      return "any";
    }
  }
}
