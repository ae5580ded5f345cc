package io.brasa.columnar.source;

import io.brasa.columnar.type.StructType;
import io.brasa.runtime.storage.Storages;
import java.util.List;

/** Makes the sinks of one format. Registered as a service; thread-safe. */
public interface SinkProvider {
  /** The name that {@code format(…)} knows. */
  String format();

  /**
   * Prepares to write on the driver.
   *
   * @param schema of the rows; a type that the format cannot hold is an error that names the column
   * @param partitionColumns by whose values rows are divided into folders, outermost first; they
   *     are part of the schema and not of the files
   */
  Sink open(
      SourceOptions options, StructType schema, List<Integer> partitionColumns, Storages storages);
}
