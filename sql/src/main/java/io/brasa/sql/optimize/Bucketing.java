package io.brasa.sql.optimize;

import java.io.Serializable;
import java.util.List;

/**
 * How rows of a source are divided among its files: those of equal values have the same bucket, and
 * names of files tell the bucket. Rows are divided as exchanges do.
 *
 * @param columns places in the source's schema
 */
public record Bucketing(int count, List<Integer> columns) implements Serializable {
  public Bucketing {
    columns = List.copyOf(columns);
  }
}
