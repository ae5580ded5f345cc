package io.brasa.sql.catalog;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/**
 * A file of a table that the catalog owns.
 *
 * @param path within the table's folder
 * @param partition the texts of the values of the partition columns; nulls among them
 */
public record DataFile(String path, long bytes, List<String> partition) {
  public DataFile {
    partition = Collections.unmodifiableList(new ArrayList<>(partition));
  }
}
