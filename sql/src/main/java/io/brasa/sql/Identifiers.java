package io.brasa.sql;

import io.brasa.sql.analysis.AnalysisContext;
import io.brasa.sql.analysis.Analyzer;
import io.brasa.sql.error.QueryErrors;
import io.brasa.sql.error.SqlError;
import io.brasa.sql.expression.Literal;
import io.brasa.sql.parser.IdentifierNames;
import io.brasa.sql.syntax.Syntax;

/** Names that are values of constants, variables and parameters. */
record Identifiers(AnalysisContext context) implements IdentifierNames {
  @Override
  public String of(Syntax expression) {
    Literal value = Analyzer.constant(expression, context);
    if (value.value() instanceof String name) return name;
    throw QueryErrors.at(
        SqlError.TYPE_MISMATCH,
        expression.origin(),
        "IDENTIFIER takes a text, and this is " + value,
        "Give it a STRING that is not null");
  }
}
