package io.brasa.connectors.parquet;

import io.brasa.columnar.source.Source;
import io.brasa.columnar.source.SourceOptions;
import io.brasa.columnar.source.SourceProvider;
import io.brasa.columnar.type.StructType;
import io.brasa.connectors.parquet.format.Footer;
import io.brasa.connectors.parquet.format.ParquetError;
import io.brasa.connectors.parquet.format.Place;
import io.brasa.connectors.parquet.schema.TypeReading;
import io.brasa.runtime.error.EngineException;
import io.brasa.runtime.storage.Globs;
import io.brasa.runtime.storage.StoredFile;
import io.brasa.runtime.storage.Storages;
import java.util.ArrayList;
import java.util.List;

/**
 * Opens Parquet files as a table. Paths are files, folders or patterns; files whose names begin with
 * {@code _} or {@code .} are not read. The schema is that of the first file unless one is given.
 */
public final class ParquetSourceProvider implements SourceProvider {
  @Override
  public String format() {
    return "parquet";
  }

  @Override
  public Source open(SourceOptions options, Storages storages) {
    List<ParquetFile> files = new ArrayList<>();
    for (String path : options.paths()) {
      for (StoredFile file : Globs.files(storages, escaped(path)))
        files.add(new ParquetFile(file.path(), file.sizeBytes(), file.modifiedMillis()));
    }
    String description = "parquet " + String.join(", ", options.paths());
    FooterCache footers = new FooterCache();
    if (options.schema().isPresent())
      return new ParquetSource(description, files, options.schema().get(), footers);
    if (files.isEmpty())
      throw new EngineException(
          ParquetError.PARQUET_SCHEMA_MISMATCH,
          "There is no Parquet file in " + String.join(", ", options.paths()),
          "Give a schema to read no files as an empty table");
    ParquetFile first = files.getFirst();
    Footer footer = footers.footer(first, storages);
    StructType schema = TypeReading.schema(footer, Place.footer(first.path()));
    return new ParquetSource(description, files, schema, footers);
  }

  /** A comma separates nothing here: paths are a list already. */
  private static String escaped(String path) {
    StringBuilder text = new StringBuilder();
    int depth = 0;
    for (int i = 0; i < path.length(); i++) {
      char c = path.charAt(i);
      if (c == '{') depth++;
      else if (c == '}') depth--;
      else if (c == ',' && depth <= 0) text.append('\\');
      text.append(c);
    }
    return text.toString();
  }
}
