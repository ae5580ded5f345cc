package io.brasa.sql;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What columns are called that nobody names: as Spark 4.2 calls them. */
final class TestColumnNames {
  @Test
  void expressionsAreCalledAsSparkCallsThem() throws IOException {
    List<String> wrong = new ArrayList<>();
    int count = 0;
    try (BrasaSession session = BrasaSession.builder().master("local[1]").build();
        InputStream lines = getClass().getResourceAsStream("/names/expressions.txt")) {
      for (String line : new String(lines.readAllBytes(), StandardCharsets.UTF_8).split("\n")) {
        if (line.isBlank() || line.startsWith("#")) continue;
        int at = line.indexOf(" ==> ");
        String named = session.sql(line.substring(0, at)).columns()[0];
        if (!named.equals(line.substring(at + 5))) wrong.add(line + ", and not " + named);
        count++;
      }
    }
    assertEquals(List.of(), wrong);
    assertTrue(count > 500, count + " names");
  }
}
