package io.brasa.sql.syntax;

import io.brasa.columnar.type.DataType;
import io.brasa.columnar.type.StructType;
import java.util.List;
import java.util.Optional;

/**
 * A function whose body is SQL: an expression, or a query that gives a table.
 *
 * @param type of the value; that of the body if empty. Tables have none
 * @param columns of the table; those of the query if empty. Values have none
 * @param body of a value
 * @param query of a table
 * @param text of the body as written
 */
public record SqlFunction(
    String name,
    List<Parameter> parameters,
    Optional<DataType> type,
    Optional<StructType> columns,
    Optional<Syntax> body,
    Optional<Relation> query,
    Optional<String> comment,
    String text) {
  public SqlFunction {
    parameters = List.copyOf(parameters);
  }

  /** What is given to a function, and what stands for it if nothing is. */
  public record Parameter(String name, DataType type, Optional<Syntax> missing) {}

  public boolean isTable() {
    return query.isPresent();
  }
}
