package io.brasa.shell.table;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.brasa.columnar.type.AtomicType;
import io.brasa.columnar.type.StructType;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.util.Arrays;
import org.junit.jupiter.api.Test;

final class TestDrawnTable {
  private final DrawnTable table =
      new DrawnTable(new StructType().add("plan", AtomicType.STRING).add("n", AtomicType.INTEGER));

  @Test
  void textOfSeveralLinesIsDrawnInSeveralLines() {
    table.add(Arrays.asList("Filter\n+- Scan\n", "7"));
    table.add(Arrays.asList(null, null));
    assertEquals(
        """
        +-------+----+
        |plan   |   n|
        +-------+----+
        |Filter |   7|
        |+- Scan|    |
        |NULL   |NULL|
        +-------+----+
        """,
        drawn());
  }

  @Test
  void wideCharactersTakeTwoColumnsAndTabsAreShown() {
    table.add(Arrays.asList("日本", "1"));
    table.add(Arrays.asList("a\tb", "2"));
    table.add(Arrays.asList("", "3"));
    assertEquals(
        """
        +----+---+
        |plan|  n|
        +----+---+
        |日本|  1|
        |a\\tb|  2|
        |    |  3|
        +----+---+
        """,
        drawn());
  }

  private String drawn() {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (PrintStream out = new PrintStream(bytes, false, UTF_8)) {
      table.print(out);
    }
    return bytes.toString(UTF_8);
  }
}
