package io.brasa.sql;

import static io.brasa.sql.functions.avg;
import static io.brasa.sql.functions.col;
import static io.brasa.sql.functions.count;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.brasa.columnar.type.DataTypes;
import io.brasa.columnar.type.StructType;
import io.brasa.core.RDD;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.ResourceLock;
import org.junit.jupiter.api.parallel.Resources;

/** The fragments of {@code docs/guide/dataframes.md} stand in this class, and run. */
@ResourceLock(Resources.SYSTEM_OUT)
final class TestGuideOfDataFrames {
  private static final Path CHECKOUT =
      Path.of(System.getProperty("brasa.checkout", "")).toAbsolutePath();

  private static void guide() {
    try (BrasaSession session = BrasaSession.local()) {
      StructType schema =
          new StructType()
              .add("name", DataTypes.StringType)
              .add("team", DataTypes.StringType)
              .add("age", DataTypes.IntegerType);
      DataFrame people =
          session.createDataFrame(
              List.of(
                  Row.of("ann", "red", 30), Row.of("bob", "red", 20), Row.of("cid", "blue", null)),
              schema);
      people
          .filter(col("age").geq(18))
          .withColumn("next", col("age").plus(1))
          .select("name", "next")
          .orderBy(col("next").desc())
          .show();
      people.groupBy("team").agg(count("*").as("members"), avg("age")).show();
      DataFrame colours =
          session.createDataFrame(
              List.of(Row.of("red", "#f00"), Row.of("blue", "#00f")),
              new StructType()
                  .add("team", DataTypes.StringType)
                  .add("colour", DataTypes.StringType));
      people.join(colours, "team").show();
      people.join(colours, people.col("team").equalTo(colours.col("team")), "left_anti").show();
      people.createOrReplaceTempView("people");
      session.sql("SELECT team, max(age) AS oldest FROM people GROUP BY team").show();
      session.sql("SELECT name FROM people WHERE age > :limit", Map.of("limit", 25)).show();
      session
          .udf()
          .register("shout", (String s) -> s.toUpperCase(Locale.ROOT) + "!", DataTypes.StringType);
      session.sql("SELECT shout(name) FROM people").show();
      RDD<Row> rows = people.rdd();
      DataFrame again = session.createDataFrame(rows.filter(row -> !row.isNullAt(2)), schema);
      again.cache();
      again.explain("analyze");
    }
  }

  @Test
  void itsFragmentsRun() {
    PrintStream before = System.out;
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    System.setOut(new PrintStream(out, true, StandardCharsets.UTF_8));
    try {
      guide();
    } finally {
      System.setOut(before);
    }
    String shown = out.toString(StandardCharsets.UTF_8);
    assertTrue(shown.contains("| ann|  31|"), shown);
    assertTrue(shown.contains("|ANN!|") || shown.contains("ANN!"), shown);
    assertTrue(shown.contains("#00f"), shown);
  }

  @Test
  void itsFragmentsStandHere() throws IOException {
    String own =
        squeezed(
            Files.readString(
                CHECKOUT.resolve("sql/src/test/java/io/brasa/sql/TestGuideOfDataFrames.java")));
    String guide = Files.readString(CHECKOUT.resolve("docs/guide/dataframes.md"));
    Matcher blocks = Pattern.compile("```java\n(.*?)```", Pattern.DOTALL).matcher(guide);
    int count = 0;
    while (blocks.find()) {
      String block = blocks.group(1);
      assertTrue(own.contains(squeezed(block)), block);
      count++;
    }
    assertTrue(count >= 5, "" + count);
  }

  private static String squeezed(String text) {
    return text.replaceAll("\\s+", "");
  }
}
