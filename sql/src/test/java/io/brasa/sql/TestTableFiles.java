package io.brasa.sql;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.brasa.columnar.type.DataTypes;
import io.brasa.columnar.type.StructType;
import io.brasa.core.Assembly;
import io.brasa.core.error.CoreError;
import io.brasa.runtime.error.EngineException;
import io.brasa.sql.error.SqlError;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Tables read and written through connectors. */
final class TestTableFiles {
  private final BrasaSession session = BrasaSession.builder().master("local[2]").build();
  @TempDir Path folder;

  @AfterEach
  void close() {
    session.close();
  }

  private static final StructType SCHEMA =
      new StructType().add("day", DataTypes.StringType).add("n", DataTypes.StringType);

  private DataFrame frame(String... days) {
    List<Row> rows =
        Stream.of(days).map(day -> Row.of(day.isEmpty() ? null : day, "n" + day)).toList();
    return session.createDataFrame(rows, SCHEMA).repartition(2);
  }

  private Set<String> read(Path path, StructType schema) {
    return session
        .read()
        .format("rows")
        .schema(schema)
        .load(path.toString())
        .collectAsList()
        .stream()
        .map(Row::toString)
        .collect(Collectors.toCollection(TreeSet::new));
  }

  private Set<String> files(Path path) throws IOException {
    try (Stream<Path> all = Files.walk(path)) {
      return all.filter(Files::isRegularFile)
          .map(file -> path.relativize(file).toString().replaceFirst("part-[0-9a-z]+-", "part-"))
          .collect(Collectors.toCollection(TreeSet::new));
    }
  }

  @Test
  void whatIsWrittenIsReadBack() {
    Path table = folder.resolve("table");
    frame("1", "2", "3").write().format("rows").save(table.toString());
    assertEquals(Set.of("[1,n1]", "[2,n2]", "[3,n3]"), read(table, SCHEMA));
    assertEquals(
        List.of(Row.of(3L)),
        session.sql("SELECT count(*) FROM rows.`" + table + "`").collectAsList());
    session.sql("CREATE TEMPORARY VIEW t USING rows OPTIONS (path '" + table + "')");
    assertEquals(3, session.table("t").count());
  }

  @Test
  void modesSayWhatIsDoneWhereSomethingIs() throws IOException {
    Path table = folder.resolve("table");
    frame("1").write().format("rows").save(table.toString());
    EngineException error =
        assertThrows(
            EngineException.class, () -> frame("2").write().format("rows").save(table.toString()));
    assertEquals(CoreError.OUTPUT_EXISTS, error.code());
    frame("2").write().format("rows").mode("ignore").save(table.toString());
    assertEquals(Set.of("[1,n1]"), read(table, SCHEMA));
    frame("2").write().format("rows").mode(SaveMode.Append).save(table.toString());
    assertEquals(Set.of("[1,n1]", "[2,n2]"), read(table, SCHEMA));
    DataFrame self = session.read().format("rows").schema(SCHEMA).load(table.toString());
    self.filter("n = 'n2'").write().format("rows").mode("overwrite").save(table.toString());
    assertEquals(Set.of("[2,n2]"), read(table, SCHEMA));
    try (Stream<Path> beside = Files.list(folder)) {
      assertEquals(List.of(table), beside.toList());
    }
  }

  @Test
  void rowsAreDividedIntoFoldersByValue() throws IOException {
    Path table = folder.resolve("table");
    frame("a/b", "x", "", "x")
        .coalesce(1)
        .write()
        .format("rows")
        .partitionBy("day")
        .save(table.toString());
    Set<String> folders = new TreeSet<>();
    for (String file : files(table))
      if (file.contains("/")) folders.add(file.substring(0, file.indexOf('/')));
    assertEquals(Set.of("day=a%2Fb", "day=x", "day=__HIVE_DEFAULT_PARTITION__"), folders);
    assertEquals(
        Set.of("[na/b]", "[nx]", "[n]"),
        read(table, new StructType().add("n", DataTypes.StringType)));
    EngineException error =
        assertThrows(
            EngineException.class,
            () -> frame("1").write().format("rows").partitionBy("dya").save(table + "2"));
    assertEquals(SqlError.COLUMN_NOT_FOUND, error.code());
    assertTrue(error.getMessage().contains("day"), error.getMessage());
  }

  @Test
  void aSaveThatFailsLeavesWhatWasThere() throws IOException {
    Path table = folder.resolve("table");
    frame("1").write().format("rows").save(table.toString());
    for (String mode : List.of("append", "overwrite")) {
      assertThrows(
          EngineException.class,
          () ->
              frame("2", "3", "4")
                  .write()
                  .format("rows")
                  .option("poison", "n4")
                  .mode(mode)
                  .save(table.toString()));
      assertEquals(Set.of("[1,n1]"), read(table, SCHEMA), mode);
    }
    try (Stream<Path> beside = Files.list(folder)) {
      assertEquals(List.of(table), beside.toList());
    }
  }

  @Test
  void aTableThatAKilledSaveLeftOutOfPlaceIsPutThereByTheNextReader() throws IOException {
    Path table = folder.resolve("table");
    frame("1").write().format("rows").save(table.toString());
    String self = new Assembly(session.context()).ownership().self();
    String dead = self.replaceFirst("_[0-9]+_[0-9]+$", "_999999999_1");
    Files.move(table, folder.resolve(".table.old-x1~" + dead));
    Path fresh = folder.resolve("fresh");
    frame("2").write().format("rows").save(fresh.toString());
    Files.move(fresh, folder.resolve(".table.new-x1~" + dead));
    assertEquals(Set.of("[2,n2]"), read(table, SCHEMA));
    try (Stream<Path> all = Files.list(folder)) {
      assertEquals(List.of(table), all.toList());
    }
  }
}
