package io.brasa.connectors.csv;

import io.brasa.columnar.source.Source;
import io.brasa.columnar.type.AtomicType;
import io.brasa.columnar.type.DecimalType;
import io.brasa.columnar.type.StructType;
import io.brasa.testkit.source.SourceContract;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

final class TestCsvContract extends SourceContract {
  private static final int ROWS = 20_000;

  @Override
  public Source table() throws Exception {
    for (int part = 0; part < 2; part++) {
      StringBuilder text = new StringBuilder("a,b,c,d\n");
      for (int i = part * ROWS; i < (part + 1) * ROWS; i++)
        text.append(i)
            .append(",\"x, ")
            .append(i)
            .append("\",")
            .append(i % 7 == 0 ? "" : i + ".5")
            .append(',')
            .append(LocalDate.ofEpochDay(i))
            .append('\n');
      if (!java.nio.file.Files.exists(folder.resolve("part=" + part)))
        CsvFiles.write(folder, "part=" + part + "/data.csv", text.toString());
    }
    return CsvFiles.open(
        folder,
        new StructType()
            .add("a", AtomicType.INTEGER)
            .add("b", AtomicType.STRING)
            .add("c", new DecimalType(10, 2))
            .add("d", AtomicType.DATE),
        "header",
        "true",
        "maxSplitBytes",
        "300000");
  }

  @Override
  public List<List<Object>> rows() {
    List<List<Object>> rows = new ArrayList<>();
    for (int i = 0; i < 2 * ROWS; i++)
      rows.add(
          Arrays.asList(
              i,
              "x, " + i,
              i % 7 == 0 ? null : new BigDecimal(i + ".50"),
              LocalDate.ofEpochDay(i),
              i / ROWS));
    return rows;
  }
}
