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
