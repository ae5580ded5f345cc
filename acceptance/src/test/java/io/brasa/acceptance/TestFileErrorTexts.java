package io.brasa.acceptance;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.brasa.runtime.error.EngineException;
import io.brasa.sql.BrasaSession;
import io.brasa.sql.DataFrame;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.function.Supplier;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/** What the user reads when a file is at fault, from the whole path; to the letter. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
final class TestFileErrorTexts {
  private final BrasaSession session = BrasaSession.builder().master("local[2]").build();
  @TempDir private Path folder;

  @AfterAll
  void close() {
    session.close();
  }

  private void assertTold(String expected, Supplier<DataFrame> query) {
    EngineException error = assertThrows(EngineException.class, () -> query.get().collectAsList());
    assertEquals(expected.replace("FOLDER", folder.toString()).strip(), error.getMessage());
  }

  private String file(String name, String text) {
    try {
      return Files.writeString(folder.resolve(name), text).toString();
    } catch (IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
  }

  @Test
  void filesThatAreMissingAreNamed() {
    String path = folder.resolve("none.csv").toString();
    assertTold(
        "PATH_NOT_FOUND: There is nothing at FOLDER/none.csv; the nearest that exists is FOLDER."
            + " Check the spelling of the path and the host it is on.",
        () -> session.read().csv(path));
    assertTold(
        "PATH_NOT_FOUND: There is nothing at FOLDER/none.csv; the nearest that exists is FOLDER"
            + " (line 1, column 15). Check the spelling of the path and the host it is on."
            + "\nSELECT * FROM 'FOLDER/none.csv'\n              "
            + "^".repeat(path.length() + 2),
        () -> session.sql("SELECT * FROM '" + path + "'"));
  }

  @Test
  void badRecordsOfCsvAreToldByFileAndLine() {
    String path = file("bad.csv", "id,name\n1,a\n2,b\nthree,c\n4,d\n");
    assertTold(
        "RECORD_MALFORMED: The record in line 4 (byte 16) of FOLDER/bad.csv does not fit: column id"
            + " is of type int, and the field is 'three'. Mend the file or the schema, or set the"
            + " option mode to PERMISSIVE or DROPMALFORMED.",
        () ->
            session
                .read()
                .option("header", "true")
                .option("mode", "FAILFAST")
                .schema("id INT, name STRING")
                .csv(path));
    String wide = file("wide.csv", "1,a\n2,b,c\n");
    assertTold(
        "RECORD_MALFORMED: The record in line 2 (byte 4) of FOLDER/wide.csv does not fit: 3 fields"
            + " where 2 are expected. Mend the file or the schema, or set the option mode to"
            + " PERMISSIVE or DROPMALFORMED.",
        () -> session.read().option("mode", "FAILFAST").schema("id INT, name STRING").csv(wide));
  }

  @Test
  void badRecordsOfJsonAreToldByFileAndLine() {
    String path = file("bad.json", "{\"id\":1}\n{\"id\":2}\n{\"id\":\n");
    assertTold(
        "RECORD_MALFORMED: The record in line 3 (byte 18) of FOLDER/bad.json does not fit: it is no"
            + " JSON object: a value is expected, and the end is there. Mend the file or the schema,"
            + " or set the option mode to PERMISSIVE or DROPMALFORMED.",
        () -> session.read().option("mode", "FAILFAST").json(path));
    assertTold(
        "RECORD_MALFORMED: The record in line 3 (byte 18) of FOLDER/bad.json does not fit: it is no"
            + " JSON object: a value is expected, and the end is there. Mend the file or the schema,"
            + " or set the option mode to PERMISSIVE or DROPMALFORMED.",
        () -> session.read().option("mode", "FAILFAST").schema("id BIGINT").json(path));
    String other = file("other.json", "{\"id\":1}\n{\"id\":\"x\"}\n");
    assertTold(
        "RECORD_MALFORMED: The record in line 2 (byte 9) of FOLDER/other.json does not fit: field id"
            + " is of type bigint, and the value is \"x\". Mend the file or the schema, or set the"
            + " option mode to PERMISSIVE or DROPMALFORMED.",
        () -> session.read().option("mode", "FAILFAST").schema("id BIGINT").json(other));
  }

  @Test
  void optionsThatAreMisspeltOrWrongAreNamed() {
    String path = file("good.csv", "1,a\n");
    assertTold(
        "FORMAT_OPTION_INVALID: The format csv has no option 'headr'. Perhaps header is meant.",
        () -> session.read().option("headr", "true").csv(path));
    assertTold(
        "FORMAT_OPTION_INVALID: The option mode of the format csv is 'SOMETIMES'. Give PERMISSIVE,"
            + " DROPMALFORMED or FAILFAST.",
        () -> session.read().option("mode", "SOMETIMES").csv(path));
    assertTold(
        "FORMAT_OPTION_INVALID: The option modifiedAfter of the format csv is 'soon'. Give a time"
            + " such as 2026-01-31T12:00:00.",
        () -> session.read().option("modifiedAfter", "soon").csv(path));
  }
}
