package io.brasa.sql;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.brasa.runtime.error.EngineException;
import io.brasa.runtime.error.FailureKind;
import io.brasa.sql.error.SqlError;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/**
 * Queries that are right but for one character: what is wrong is told as the user's, with line,
 * column and caret, and never by a frame of the engine.
 */
final class TestMisspeltQueries {
  private static final int QUERIES = Integer.getInteger("brasa.queries", 500);
  private static final long SEED = Long.getLong("brasa.seed", 20_261_122L);

  private static final List<String> FILES =
      List.of(
          "subqueries.slt",
          "joins.slt",
          "choosing.slt",
          "grouping.slt",
          "windows.slt",
          "tables.slt",
          "steps.slt");

  private static final List<String> BEGINNINGS = List.of("SELECT", "WITH", "FROM", "VALUES", "(");

  /** What a slip of the finger may put there. */
  private static final String CHARACTERS =
      "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789 ()[]{}<>,.;:'\"`*+-/%=!?|&^~@#$_\\"
          + "\n\u00e4\u03c0\u4e2d";

  private static final Pattern PLACE = Pattern.compile("\\(line \\d+, column \\d+\\)");
  private static final Pattern FRAME =
      Pattern.compile("\\bat (io\\.brasa|java)\\.|Exception|java\\.(lang|util)|io\\.brasa\\.");

  private final BrasaSession session =
      BrasaSession.builder().master("local[1]").config("sql.zone", "UTC").build();

  @AfterEach
  void close() {
    session.close();
  }

  private static List<Expectation> expectations(String file) throws IOException {
    try (InputStream in = TestMisspeltQueries.class.getResourceAsStream("/values/" + file)) {
      return Expectation.parse(file, new String(in.readAllBytes(), StandardCharsets.UTF_8));
    }
  }

  /** Queries that give rows; what they read is created on the way. */
  private List<String> queries() throws IOException {
    List<String> queries = new ArrayList<>();
    for (String file : FILES) {
      for (Expectation one : expectations(file)) {
        String text = one.statement();
        if (text.startsWith("CREATE")) session.sql(text);
        boolean isQuery =
            BEGINNINGS.stream().anyMatch(text.toUpperCase(Locale.ROOT)::startsWith)
                && one.error().isEmpty();
        if (isQuery) queries.add(text);
      }
    }
    return queries;
  }

  private static String misspelt(String query, Random random) {
    int at = random.nextInt(query.length());
    String character = String.valueOf(CHARACTERS.charAt(random.nextInt(CHARACTERS.length())));
    return switch (random.nextInt(4)) {
      case 0 -> query.substring(0, at) + query.substring(at + 1);
      case 1 -> query.substring(0, at) + character + query.substring(at);
      default -> query.substring(0, at) + character + query.substring(at + 1);
    };
  }

  @Test
  void areToldWithTheirPlace() throws IOException {
    System.out.println("seed " + SEED);
    Random random = new Random(SEED);
    List<String> queries = queries();
    List<String> wrong = new ArrayList<>();
    int failed = 0;
    for (int i = 0; i < QUERIES; i++) {
      String text = misspelt(queries.get(random.nextInt(queries.size())), random);
      if (!goesWell(text, wrong)) failed++;
    }
    assertEquals(List.of(), wrong, () -> "seed " + SEED);
    assertTrue(failed > QUERIES / 3, "most slips are noticed: " + failed);
    assertTrue(failed < QUERIES, "some give another query");
  }

  private boolean goesWell(String text, List<String> wrong) {
    DataFrame frame;
    try {
      frame = session.sql(text);
    } catch (EngineException e) {
      String told = e.getMessage();
      boolean isPlaced = PLACE.matcher(told).find() && told.contains("^");
      if (!isPlaced || !isTheUsers(e)) wrong.add(text + "\n  " + told);
      return false;
    } catch (RuntimeException | StackOverflowError e) {
      wrong.add(text + "\n  " + e);
      return false;
    }
    try {
      frame.collectAsList();
      return true;
    } catch (EngineException e) {
      if (!isTheUsers(e)) wrong.add(text + "\n  " + e.getMessage());
      return false;
    } catch (RuntimeException | StackOverflowError e) {
      wrong.add(text + "\n  " + e);
      return false;
    }
  }

  private static boolean isTheUsers(EngineException error) {
    return error.kind() == FailureKind.USER
        && error.code() instanceof SqlError
        && !FRAME.matcher(error.getMessage()).find();
  }
}
