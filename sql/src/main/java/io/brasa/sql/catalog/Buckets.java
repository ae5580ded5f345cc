package io.brasa.sql.catalog;

import java.util.List;

/**
 * How rows are divided among files by values.
 *
 * @param count of buckets
 * @param columns by whose hash they are divided, by name
 * @param sorting by which rows of a file are in order, by name; perhaps none
 */
public record Buckets(int count, List<String> columns, List<String> sorting) {
  public Buckets {
    columns = List.copyOf(columns);
    sorting = List.copyOf(sorting);
  }
}
