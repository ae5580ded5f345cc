package io.brasa.connectors.parquet;

import io.brasa.columnar.source.Source;
import io.brasa.columnar.source.SourceContext;
import io.brasa.columnar.source.SourceOptions;
import io.brasa.columnar.source.SourceProvider;
import io.brasa.columnar.source.files.FileListing;
import io.brasa.columnar.source.files.FileTable;
import io.brasa.columnar.source.files.FormatOptions;
import io.brasa.columnar.source.files.OpeningContext;
import io.brasa.columnar.source.files.TableFile;
import io.brasa.columnar.type.StructType;
import io.brasa.connectors.parquet.format.Footer;
import io.brasa.connectors.parquet.format.ParquetError;
import io.brasa.connectors.parquet.format.Place;
import io.brasa.connectors.parquet.schema.SchemaMerging;
import io.brasa.connectors.parquet.schema.TypeReading;
import io.brasa.runtime.error.EngineException;
import io.brasa.runtime.storage.Storages;
import java.util.List;
import java.util.Optional;

/**
 * Opens Parquet files as a table. Paths are files, folders or patterns, and folders {@code k=v} are
 * columns. The schema is that of the first file unless one is given; with the option {@code
 * mergeSchema} it is that of all files together. What a file does not have is null in its rows.
 */
public final class ParquetSourceProvider implements SourceProvider {
  private static final String MERGE_SCHEMA = "mergeSchema";

  @Override
  public String format() {
    return "parquet";
  }

  @Override
  public Source open(SourceOptions options, Storages storages) {
    FormatOptions named = new FormatOptions("parquet", options, List.of(MERGE_SCHEMA));
    FileTable table = FileListing.list(options, named, storages);
    String description = "parquet " + String.join(", ", options.paths());
    FooterCache footers = new FooterCache();
    StructType data =
        table.dataColumns(
            options.schema().orElseGet(() -> found(options, named, table, footers, storages)));
    return new ParquetSource(description, table, data, footers);
  }

  private static StructType found(
      SourceOptions options,
      FormatOptions named,
      FileTable table,
      FooterCache footers,
      Storages storages) {
    SourceContext context = new OpeningContext(storages);
    boolean merges = named.flag(MERGE_SCHEMA, false);
    StructType schema = null;
    for (TableFile file : table.files()) {
      if (schema != null && !merges) break;
      Optional<Footer> footer = footers.footer(file, table.tolerance(), context);
      if (footer.isEmpty()) continue;
      StructType found = TypeReading.schema(footer.get(), Place.footer(file.path()));
      schema = schema == null ? found : SchemaMerging.merge(schema, found, file.path());
    }
    if (schema != null) return schema;
    throw new EngineException(
        ParquetError.PARQUET_SCHEMA_MISMATCH,
        "There is no Parquet file in " + String.join(", ", options.paths()),
        "Give a schema to read no files as an empty table");
  }
}
