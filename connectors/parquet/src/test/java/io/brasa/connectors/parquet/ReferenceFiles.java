package io.brasa.connectors.parquet;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.apache.parquet.column.ParquetProperties;
import org.apache.parquet.example.data.Group;
import org.apache.parquet.example.data.simple.SimpleGroup;
import org.apache.parquet.hadoop.ParquetReader;
import org.apache.parquet.hadoop.ParquetWriter;
import org.apache.parquet.hadoop.api.ReadSupport;
import org.apache.parquet.hadoop.example.ExampleParquetWriter;
import org.apache.parquet.hadoop.example.GroupReadSupport;
import org.apache.parquet.io.InputFile;
import org.apache.parquet.io.LocalInputFile;
import org.apache.parquet.io.LocalOutputFile;
import org.apache.parquet.schema.MessageType;

/** The reference implementation, parquet-java: the third reader and writer. */
final class ReferenceFiles {
  private ReferenceFiles() {}

  /** Writes groups; each is filled by a function of its number. */
  static void write(
      Path file,
      MessageType schema,
      int count,
      java.util.function.BiConsumer<Group, Integer> fill,
      Consumer<ExampleParquetWriter.Builder> options)
      throws IOException {
    ExampleParquetWriter.Builder builder =
        ExampleParquetWriter.builder(new LocalOutputFile(file)).withType(schema);
    options.accept(builder);
    try (ParquetWriter<Group> writer = builder.build()) {
      for (int i = 0; i < count; i++) {
        Group group = new SimpleGroup(schema);
        fill.accept(group, i);
        writer.write(group);
      }
    }
  }

  static Consumer<ExampleParquetWriter.Builder> version(
      ParquetProperties.WriterVersion version, boolean hasDictionary) {
    return builder -> builder.withWriterVersion(version).withDictionaryEncoding(hasDictionary);
  }

  static List<Group> read(Path file) throws IOException {
    List<Group> groups = new ArrayList<>();
    try (ParquetReader<Group> reader = new Builder(new LocalInputFile(file)).build()) {
      for (Group group = reader.read(); group != null; group = reader.read()) groups.add(group);
    }
    return groups;
  }

  private static final class Builder extends ParquetReader.Builder<Group> {
    Builder(InputFile file) {
      super(file);
    }

    @Override
    protected ReadSupport<Group> getReadSupport() {
      return new GroupReadSupport();
    }
  }
}
