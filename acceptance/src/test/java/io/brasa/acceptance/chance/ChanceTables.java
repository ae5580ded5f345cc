package io.brasa.acceptance.chance;

import io.brasa.columnar.type.AtomicType;
import io.brasa.columnar.type.DecimalType;
import io.brasa.columnar.type.StructType;
import io.brasa.sql.BrasaSession;
import io.brasa.sql.DataFrame;
import io.brasa.sql.Row;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.StringJoiner;

/**
 * Tables for queries by chance, with nulls in all columns but the first and few values, so that
 * rows meet: of one form and different in size as Parquet files, and small ones of numbers as views
 * of VALUES.
 */
public final class ChanceTables {
  /**
   * A table.
   *
   * @param values how many different numbers its columns have
   * @param isDivided whether ours lies in folders by a column
   */
  public record Table(String name, int rowCount, int values, int files, boolean isDivided) {
    Table(String name, int rowCount, int values, int files) {
      this(name, rowCount, values, files, false);
    }
  }

  public static final List<Table> ALL =
      List.of(
          new Table("t", 60, 12, 2),
          new Table("u", 25, 8, 1),
          new Table("v", 300, 40, 3),
          new Table("w", 8, 3, 1),
          new Table("t", 60, 12, 2),
          new Table("v", 300, 40, 3),
          new Table("u", 25, 8, 1),
          new Table("w", 8, 3, 1),
          new Table("t", 60, 12, 2),
          new Table("big", 9_000, 3_000, 4),
          new Table("divided", 80, 10, 1, true),
          new Table("nothing", 0, 1, 1));

  static final List<Scope.Column> COLUMNS =
      List.of(
          new Scope.Column("x.id", Kind.INT),
          new Scope.Column("x.i", Kind.INT),
          new Scope.Column("x.j", Kind.INT),
          new Scope.Column("x.h", Kind.INT),
          new Scope.Column("x.n", Kind.DECIMAL),
          new Scope.Column("x.m", Kind.DECIMAL),
          new Scope.Column("x.k", Kind.DECIMAL),
          new Scope.Column("x.x", Kind.DOUBLE),
          new Scope.Column("x.f", Kind.DOUBLE),
          new Scope.Column("x.s", Kind.TEXT),
          new Scope.Column("x.d", Kind.DATE),
          new Scope.Column("x.z", Kind.TIME),
          new Scope.Column("x.b", Kind.TRUTH));

  private static final StructType SCHEMA =
      new StructType()
          .add("id", AtomicType.LONG, false)
          .add("i", AtomicType.INTEGER)
          .add("j", AtomicType.LONG)
          .add("h", AtomicType.SHORT)
          .add("n", new DecimalType(9, 2))
          .add("m", new DecimalType(12, 4))
          .add("k", new DecimalType(5, 0))
          .add("x", AtomicType.DOUBLE)
          .add("f", AtomicType.FLOAT)
          .add("s", AtomicType.STRING)
          .add("d", AtomicType.DATE)
          .add("z", AtomicType.TIMESTAMP_NTZ)
          .add("b", AtomicType.BOOLEAN);

  private static final List<String> TEXTS =
      List.of(
          "", "a", "ab", "abc", "b", "b c", "Zoë", " a ", "A", "ba", "c%", "long text of words");

  private static final LocalDateTime TIMES = LocalDateTime.of(2020, 1, 30, 18, 0);

  private ChanceTables() {}

  /** Writes each table to a folder of its name, and makes all known to a session. */
  public static void make(Path folder, long seed, BrasaSession session) {
    Chance chance = new Chance(seed);
    for (Table table : ALL.stream().distinct().toList()) {
      Path path = folder.resolve(table.name);
      DataFrame rows =
          session.createDataFrame(rows(table, chance), SCHEMA).repartition(table.files);
      rows.write().parquet(path.toString());
      if (table.isDivided) {
        path = folder.resolve("folders of " + table.name);
        rows.write().partitionBy("b").parquet(path.toString());
      }
      session.read().schema(SCHEMA).parquet(path.toString()).createOrReplaceTempView(table.name);
    }
    for (String statement : statements(seed)) session.sql(statement);
  }

  /** What makes the small tables, in both engines. */
  public static List<String> statements(long seed) {
    Chance chance = new Chance(seed);
    List<String> statements = new ArrayList<>();
    for (List<String> table : CorrelatedQueries.TABLES) {
      StringJoiner rows = new StringJoiner(", ");
      for (int i = 0; i < 7; i++) {
        StringJoiner row = new StringJoiner(", ", "(", ")");
        for (int j = 0; j < 3; j++)
          row.add(chance.below(6) == 0 ? "CAST(NULL AS INT)" : String.valueOf(chance.below(6)));
        rows.add(row.toString());
      }
      String columns = String.join(", ", table.subList(1, table.size()));
      statements.add(
          "CREATE TEMPORARY VIEW "
              + table.getFirst()
              + " AS SELECT * FROM (VALUES "
              + rows
              + ") AS t("
              + columns
              + ")");
    }
    return statements;
  }

  private static List<Row> rows(Table table, Chance chance) {
    List<Row> rows = new ArrayList<>();
    for (int id = 0; id < table.rowCount; id++) {
      int number = chance.below(table.values) - 1;
      rows.add(
          Row.of(
              (long) id,
              orNull(chance, number),
              orNull(chance, (long) chance.below(table.values)),
              // Its square is a number of 16 bits too.
              orNull(chance, (short) (chance.below(Math.min(table.values, 150)) - 1)),
              orNull(chance, BigDecimal.valueOf(chance.below(4 * table.values) * 25L - 300, 2)),
              orNull(
                  chance, BigDecimal.valueOf(chance.below(8 * table.values) * 1250L - 30_000, 4)),
              orNull(chance, BigDecimal.valueOf(chance.below(table.values) - 2L)),
              orNull(chance, (chance.below(4 * table.values) - 8) / 4.0),
              orNull(chance, (chance.below(2 * table.values) - 5) / 2.0f),
              orNull(
                  chance,
                  chance.percent(90) ? chance.one(TEXTS) : "t" + chance.below(table.values)),
              orNull(
                  chance,
                  LocalDate.of(2020, 1, 31).plusDays(31L * chance.below(table.values) % 900)),
              orNull(
                  chance,
                  TIMES
                      .plusMinutes(1_000L * chance.below(table.values))
                      .plusNanos(500_000_000L * chance.below(2))),
              orNull(chance, chance.percent(50))));
    }
    return rows;
  }

  private static Object orNull(Chance chance, Object value) {
    return chance.percent(14) ? null : value;
  }
}
