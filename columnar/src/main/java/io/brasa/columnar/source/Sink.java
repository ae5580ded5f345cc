package io.brasa.columnar.source;

import java.io.Serializable;

/** Writes the files of one partition of one attempt; travels to tasks. */
public interface Sink extends Serializable {
  /** How files of this format end: {@code .zstd.parquet}. */
  String fileSuffix();

  /**
   * A writer of one new file.
   *
   * @param path which does not exist; who calls it has made sure that nobody else writes there and
   *     publishes it afterwards
   */
  FileWriter create(String path, SourceContext context);
}
