package io.brasa.acceptance;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.brasa.sql.BrasaSession;
import io.brasa.sql.DataFrame;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Times of a day in files of text. */
final class TestTimesInFiles {
  @TempDir private Path folder;

  @ParameterizedTest
  @ValueSource(strings = {"csv", "json", "parquet"})
  void areReadAsTheyWereWritten(String format) throws Exception {
    String path = folder.resolve(format).toString();
    try (BrasaSession session = BrasaSession.builder().master("local[1]").build()) {
      DataFrame rows =
          session.sql(
              """
              SELECT * FROM VALUES (1, TIME'09:30:00', CAST('23:59:59.9' AS TIME(1))),
                (2, TIME'00:00:00.000001', NULL), (3, NULL, CAST('12:00' AS TIME(1))),
                (4, TIME'23:59:59.999999', CAST('07:08:09.1' AS TIME(1))) AS t(id, a, b)
              """);
      rows.write().format(format).save(path);
      DataFrame found =
          session.read().schema("id INT, a TIME, b TIME(1)").format(format).load(path);
      assertEquals(rows.orderBy("id").collectAsList(), found.orderBy("id").collectAsList());
      assertEquals(
          List.of("[1]", "[3]"),
          found
              .where("a = TIME'9:30' OR b = TIME'12:00:00'")
              .select("id")
              .orderBy("id")
              .collectAsList()
              .stream()
              .map(Object::toString)
              .toList());
    }
    if (format.equals("parquet")) return;
    try (Stream<Path> files = Files.list(Path.of(path))) {
      StringBuilder all = new StringBuilder();
      for (Path file : files.toList())
        if (file.getFileName().toString().startsWith("part-")) all.append(Files.readString(file));
      String text = all.toString();
      String quote = format.equals("json") ? "\"" : "";
      assertTrue(text.contains(quote + "09:30:00" + quote), text);
      assertTrue(text.contains(quote + "23:59:59.9" + quote), text);
    }
  }

  @Test
  void whatIsNoTimeIsABadValue() throws Exception {
    Path csv = folder.resolve("bad.csv");
    Files.writeString(csv, "1,25:00\n2,9:5\n3,9:05:00.1234567\n4,noon\n5,9:05:00x\n");
    Path json = folder.resolve("bad.json");
    Files.writeString(
        json, "{\"i\":1,\"t\":930}\n{\"i\":2,\"t\":\"9:05\"}\n{\"i\":3,\"t\":\"24:00\"}\n");
    try (BrasaSession session = BrasaSession.builder().master("local[1]").build()) {
      assertEquals(
          "[[1,null], [2,09:05], [3,09:05:00.123456], [4,null], [5,null]]",
          session.read().schema("i INT, t TIME").csv(csv.toString()).collectAsList().toString());
      assertEquals(
          "[[1,null], [2,09:05], [3,null]]",
          session.read().schema("i INT, t TIME").json(json.toString()).collectAsList().toString());
    }
  }
}
