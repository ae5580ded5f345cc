package io.brasa.sql.parser;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.brasa.sql.parser.StatementSplitter.Piece;
import java.util.List;
import org.junit.jupiter.api.Test;

final class TestStatementSplitter {
  private static List<String> texts(String text) {
    return StatementSplitter.pieces(text).stream()
        .filter(piece -> !piece.isBlank())
        .map(piece -> piece.text().strip())
        .toList();
  }

  private static Piece last(String text) {
    return StatementSplitter.pieces(text).getLast();
  }

  @Test
  void semicolonsEndStatements() {
    assertEquals(List.of("SELECT 1", "SELECT 2"), texts("SELECT 1; SELECT 2"));
    assertEquals(List.of("SELECT 1"), texts(" ;; SELECT 1 ; -- done\n;"));
    assertEquals(List.of(), texts(""));
    assertEquals(List.of(), texts(" -- nothing;\n/* no; /* nor; */ this; */ ;"));
  }

  @Test
  void semicolonsInTextAreText() {
    for (String one :
        List.of(
            "SELECT ';'",
            "SELECT \"a;b\"",
            "SELECT `a;``b` FROM t",
            "SELECT 'it''s; here'",
            "SELECT 'it\\'s; here'",
            "SELECT r'\\'",
            "SELECT R\"\\;\"",
            "SELECT 1 -- one;\n + 2",
            "SELECT /*+ HINT(a; b) */ 1",
            "SELECT /* /* ; */ ; */ 1")) {
      assertEquals(List.of(one, "SELECT 2"), texts(one + ";\nSELECT 2;"), one);
    }
  }

  @Test
  void semicolonsInScriptsAreTheirs() {
    for (String one :
        List.of(
            "BEGIN SELECT 1; SELECT 2; END",
            "begin if 1 = 1 then select 1; end if; end",
            "BEGIN CASE x WHEN 1 THEN SELECT 1; END CASE; END",
            "BEGIN SELECT CASE WHEN true THEN 1 END; END",
            "BEGIN l: LOOP LEAVE l; END LOOP l; BEGIN SELECT 1; END; END",
            "BEGIN FOR r AS SELECT `end` FROM t DO SELECT r.`end`, t.begin; END FOR; END",
            "-- BEGIN\nBEGIN SELECT 'END;'; END")) {
      assertEquals(List.of(one, "SELECT 2"), texts(one + ";\nSELECT 2;"), one);
    }
    assertEquals(List.of("SELECT begin", "SELECT 2"), texts("SELECT begin; SELECT 2"));
    assertFalse(last("BEGIN SELECT 1; END IF; ").isBlank());
  }

  @Test
  void whatHasNoEndIsWaitedFor() {
    for (String open : List.of("SELECT 1", "SELECT ';", "SELECT `a;", "SELECT /* ;", "/* ;")) {
      Piece piece = last("SELECT 0; " + open);
      assertFalse(piece.isEnded(), open);
      assertFalse(piece.isBlank(), open);
      assertEquals(open, piece.text().strip());
    }
    assertTrue(last("SELECT 0; -- ;").isBlank());
  }

  @Test
  void aNameThatEndsInRBeginsNoRawString() {
    assertEquals(List.of("SELECT year'\\';'", "SELECT 2"), texts("SELECT year'\\';'; SELECT 2"));
  }

  @Test
  void piecesKnowWhereTheyBegin() {
    String text = "SELECT 1;\n SELECT 2;";
    for (Piece piece : StatementSplitter.pieces(text))
      assertTrue(text.startsWith(piece.text(), piece.from()), piece.toString());
  }
}
