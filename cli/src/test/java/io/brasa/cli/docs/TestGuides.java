package io.brasa.cli.docs;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.brasa.cli.error.CliError;
import io.brasa.cluster.error.ClusterError;
import io.brasa.columnar.source.files.FileError;
import io.brasa.connectors.parquet.format.ParquetError;
import io.brasa.core.error.CoreError;
import io.brasa.runtime.error.RuntimeError;
import io.brasa.sql.error.SqlError;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The guides name what there is, and their links lead somewhere. */
final class TestGuides {
  private static final Path CHECKOUT =
      Path.of(System.getProperty("brasa.checkout", "")).toAbsolutePath();

  @Test
  void listEveryErrorCode() throws IOException {
    Set<String> codes = new TreeSet<>();
    for (Enum<?> code : RuntimeError.values()) codes.add(code.name());
    for (Enum<?> code : CoreError.values()) codes.add(code.name());
    for (Enum<?> code : ClusterError.values()) codes.add(code.name());
    for (Enum<?> code : ParquetError.values()) codes.add(code.name());
    for (Enum<?> code : FileError.values()) codes.add(code.name());
    for (Enum<?> code : SqlError.values()) codes.add(code.name());
    for (Enum<?> code : CliError.values()) codes.add(code.name());
    Set<String> listed = new TreeSet<>();
    Matcher rows =
        Pattern.compile("^\\| `([A-Z_]+)`", Pattern.MULTILINE)
            .matcher(Files.readString(CHECKOUT.resolve("docs/guide/errors.md")));
    while (rows.find()) listed.add(rows.group(1));
    assertEquals(codes, listed);
  }

  @Test
  void linkToFilesThatExist() throws IOException {
    List<Path> pages = new ArrayList<>();
    try (Stream<Path> docs = Files.walk(CHECKOUT.resolve("docs"))) {
      docs.filter(path -> path.toString().endsWith(".md")).forEach(pages::add);
    }
    for (String page : List.of("README.md", "ARCHITECTURE.md", "CONTRIBUTING.md", "CHANGELOG.md")) {
      pages.add(CHECKOUT.resolve(page));
    }
    Pattern link = Pattern.compile("\\]\\(([^)#:]+)(#[^)]*)?\\)");
    for (Path page : pages) {
      Matcher links = link.matcher(Files.readString(page));
      while (links.find()) {
        Path target = page.getParent().resolve(links.group(1)).normalize();
        assertTrue(Files.exists(target), () -> page + " links to " + target);
      }
    }
  }
}
