package io.brasa.sql.analysis;

import io.brasa.columnar.source.Source;
import java.util.Optional;

/** Opens files that queries name. */
public interface Sources {
  /** Whether it knows a format of this name; case does not count. */
  boolean isFormat(String name);

  /**
   * Opens what a path stands for, which may be a file, a folder or a pattern.
   *
   * @param format empty if the path's ending tells
   */
  Source open(Optional<String> format, String path);
}
