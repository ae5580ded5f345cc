package io.brasa.sql.catalog;

import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What a name in a database stands for. */
public sealed interface Entry {
  /**
   * A table, whose state changes without its name.
   *
   * @param folder where it is kept, within the catalog
   */
  record Table(String folder) implements Entry {}

  /**
   * A view: a query by its text.
   *
   * @param text the query, as written
   * @param columns names that it gives its columns; empty for those of the query
   * @param comments of the columns, in their order; empty texts for none
   * @param database in which the names of the text are looked for
   */
  record View(
      String text,
      List<String> columns,
      List<String> comments,
      String database,
      Optional<String> comment,
      Map<String, String> properties)
      implements Entry {
    public View {
      columns = List.copyOf(columns);
      comments = List.copyOf(comments);
      properties = Map.copyOf(properties);
    }
  }
}
