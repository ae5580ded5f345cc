package io.brasa.sql.catalog;

import io.brasa.columnar.type.AtomicType;
import io.brasa.columnar.type.DataType;
import io.brasa.columnar.type.LimitedType;
import java.util.Optional;

/**
 * A column of a table. Files are never written again because a column is renamed or dropped: they
 * know it by a name and a place that stay.
 *
 * @param declared its type, perhaps CHAR or VARCHAR, of which queries see text
 * @param comment what people are told of it
 * @param defaultValue an expression as written, for rows that say nothing of it
 * @param stored its name in files
 * @param place its place among the columns of files
 * @param isDropped whether it is there for old files alone
 */
public record TableColumn(
    String name,
    DataType declared,
    boolean isNullable,
    Optional<String> comment,
    Optional<String> defaultValue,
    String stored,
    int place,
    boolean isDropped) {
  /** What queries and files have. */
  public DataType type() {
    return declared instanceof LimitedType ? AtomicType.STRING : declared;
  }

  public TableColumn named(String newName) {
    return new TableColumn(
        newName, declared, isNullable, comment, defaultValue, stored, place, isDropped);
  }

  public TableColumn typed(DataType newType) {
    return new TableColumn(
        name, newType, isNullable, comment, defaultValue, stored, place, isDropped);
  }

  public TableColumn commented(Optional<String> newComment) {
    return new TableColumn(
        name, declared, isNullable, newComment, defaultValue, stored, place, isDropped);
  }

  public TableColumn nullable(boolean mayBeNull) {
    return new TableColumn(
        name, declared, mayBeNull, comment, defaultValue, stored, place, isDropped);
  }

  public TableColumn defaulting(Optional<String> value) {
    return new TableColumn(name, declared, isNullable, comment, value, stored, place, isDropped);
  }

  public TableColumn dropped() {
    return new TableColumn(name, declared, true, comment, Optional.empty(), stored, place, true);
  }
}
