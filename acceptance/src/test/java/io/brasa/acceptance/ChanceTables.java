package io.brasa.acceptance;

import io.brasa.columnar.type.AtomicType;
import io.brasa.columnar.type.DecimalType;
import io.brasa.columnar.type.StructType;
import io.brasa.sql.BrasaSession;
import io.brasa.sql.Row;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;

/**
 * Tables for queries by chance, as Parquet files: of one form, different in size, with nulls in all
 * columns but the first, and few values, so that rows meet.
 */
final class ChanceTables {
  /**
   * A table.
   *
   * @param values how many different numbers its columns have
   */
  record Table(String name, int rowCount, int values, int files) {}

  static final List<Table> ALL =
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
          new Table("nothing", 0, 1, 1));

  static final List<Scope.Column> COLUMNS =
      List.of(
          new Scope.Column("x.id", Kind.INT),
          new Scope.Column("x.i", Kind.INT),
          new Scope.Column("x.j", Kind.INT),
          new Scope.Column("x.n", Kind.DECIMAL),
          new Scope.Column("x.x", Kind.DOUBLE),
          new Scope.Column("x.s", Kind.TEXT),
          new Scope.Column("x.d", Kind.DATE),
          new Scope.Column("x.b", Kind.TRUTH));

  private static final StructType SCHEMA =
      new StructType()
          .add("id", AtomicType.LONG, false)
          .add("i", AtomicType.INTEGER)
          .add("j", AtomicType.LONG)
          .add("n", new DecimalType(9, 2))
          .add("x", AtomicType.DOUBLE)
          .add("s", AtomicType.STRING)
          .add("d", AtomicType.DATE)
          .add("b", AtomicType.BOOLEAN);

  private static final List<String> TEXTS =
      List.of(
          "", "a", "ab", "abc", "b", "b c", "Zoë", " a ", "A", "ba", "c%", "long text of words");

  private ChanceTables() {}

  /** Makes the tables known to both engines. */
  static void make(Path folder, long seed, BrasaSession session, DuckDb duck) {
    Chance chance = new Chance(seed);
    for (Table table : ALL.stream().distinct().toList()) {
      Path path = folder.resolve(table.name);
      session
          .createDataFrame(rows(table, chance), SCHEMA)
          .repartition(table.files)
          .write()
          .parquet(path.toString());
      session.read().parquet(path.toString()).createOrReplaceTempView(table.name);
      duck.view(table.name, path);
    }
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
              orNull(chance, BigDecimal.valueOf(chance.below(4 * table.values) * 25L - 300, 2)),
              orNull(chance, (chance.below(4 * table.values) - 8) / 4.0),
              orNull(
                  chance,
                  chance.percent(90) ? chance.one(TEXTS) : "t" + chance.below(table.values)),
              orNull(
                  chance,
                  LocalDate.of(2020, 1, 31).plusDays(31L * chance.below(table.values) % 900)),
              orNull(chance, chance.percent(50))));
    }
    return rows;
  }

  private static Object orNull(Chance chance, Object value) {
    return chance.percent(14) ? null : value;
  }
}
