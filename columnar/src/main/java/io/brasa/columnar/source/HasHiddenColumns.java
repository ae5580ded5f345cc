package io.brasa.columnar.source;

import io.brasa.columnar.type.StructType;

/**
 * A source that can say of each row where it has come from, in columns that no star stands for:
 * queries reach them as fields of the struct {@code _metadata}. Their places in a {@link
 * ScanRequest} follow those of {@link Source#schema}.
 */
public interface HasHiddenColumns {
  /** The one that is no field of the struct, but what {@code input_file_name()} gives. */
  String INPUT_FILE_NAME = "input_file_name";

  /** None of which is ever null. */
  StructType hiddenColumns();
}
