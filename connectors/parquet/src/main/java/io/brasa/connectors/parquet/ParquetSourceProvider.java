package io.brasa.connectors.parquet;

import io.brasa.columnar.source.Source;
import io.brasa.columnar.source.SourceOptions;
import io.brasa.columnar.source.SourceProvider;
import io.brasa.columnar.type.StructType;
import io.brasa.connectors.parquet.format.Footer;
import io.brasa.connectors.parquet.format.ParquetError;
import io.brasa.connectors.parquet.format.Place;
import io.brasa.connectors.parquet.schema.SchemaMerging;
import io.brasa.connectors.parquet.schema.TypeReading;
import io.brasa.runtime.error.EngineException;
import io.brasa.runtime.storage.Globs;
import io.brasa.runtime.storage.Storages;
import io.brasa.runtime.storage.StoredFile;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * Opens Parquet files as a table. Paths are files, folders or patterns; files whose names begin
 * with {@code _} or {@code .} are not read. The schema is that of the first file unless one is
 * given; with the option {@code mergeSchema} it is that of all files together. What a file does not
 * have is null in its rows.
 */
public final class ParquetSourceProvider implements SourceProvider {
  private static final String MERGE_SCHEMA = "mergeschema";

  @Override
  public String format() {
    return "parquet";
  }

  @Override
  public Source open(SourceOptions options, Storages storages) {
    boolean isMerged = isMerged(options);
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
    StructType schema = schema(files.getFirst(), footers, storages);
    if (isMerged) {
      for (ParquetFile file : files.subList(1, files.size()))
        schema = SchemaMerging.merge(schema, schema(file, footers, storages), file.path());
    }
    return new ParquetSource(description, files, schema, footers);
  }

  private static StructType schema(ParquetFile file, FooterCache footers, Storages storages) {
    Footer footer = footers.footer(file, storages);
    return TypeReading.schema(footer, Place.footer(file.path()));
  }

  private static boolean isMerged(SourceOptions options) {
    for (String name : options.options().keySet()) {
      if (!name.equals(MERGE_SCHEMA))
        throw new EngineException(
            ParquetError.PARQUET_OPTION_INVALID,
            "Reading Parquet knows no option " + name,
            "Known is mergeSchema");
    }
    return switch (options.option(MERGE_SCHEMA, "false").toLowerCase(Locale.ROOT)) {
      case "true" -> true;
      case "false" -> false;
      default ->
          throw new EngineException(
              ParquetError.PARQUET_OPTION_INVALID,
              "The option mergeSchema is '" + options.option(MERGE_SCHEMA, "") + "'",
              "It may be true or false");
    };
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
