package io.brasa.acceptance;

import io.brasa.sql.BrasaSession;

/**
 * A process that changes tables of a warehouse until it is killed, and tells each change when it
 * has been made.
 */
final class CatalogWriter {
  private CatalogWriter() {}

  /** The warehouse, the name of the writer, and the number of its first change. */
  public static void main(String[] arguments) {
    try (BrasaSession session = session(arguments[0])) {
      for (int i = Integer.parseInt(arguments[2]); ; i++) {
        change(session, arguments[1], i);
        System.out.println("made " + i);
        System.out.flush();
      }
    }
  }

  static BrasaSession session(String warehouse) {
    return BrasaSession.builder()
        .master("local[1]")
        .config("sql.warehouse", warehouse)
        .config("sql.warehouse.retention", "5")
        .build();
  }

  /**
   * One row more in a table; ten rows of one value in another; a table and a view each time new.
   */
  static void change(BrasaSession session, String writer, int number) {
    session.sql("INSERT INTO rows VALUES ('" + writer + "', " + number + ")");
    session.sql("INSERT OVERWRITE tens SELECT '" + writer + "', " + number + ", id FROM range(10)");
    String own = "own_" + writer;
    session.sql("CREATE OR REPLACE TABLE " + own + " USING json AS SELECT " + number + " AS n");
    if (number % 3 == 0) session.sql("ALTER TABLE " + own + " RENAME TO " + own + "_" + number);
    if (number % 3 == 1) session.sql("DROP TABLE IF EXISTS " + own + "_" + (number - 1));
    session.sql("CREATE OR REPLACE VIEW view_" + writer + " AS SELECT " + number + " AS n");
  }
}
