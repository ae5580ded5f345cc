package io.brasa.sql.optimize;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.brasa.sql.analysis.Asked;
import io.brasa.sql.analysis.KnownSource;
import io.brasa.sql.analysis.Tpch;
import io.brasa.sql.logical.Join;
import io.brasa.sql.logical.LogicalPlan;
import io.brasa.sql.logical.PlanCheck;
import io.brasa.sql.logical.Scan;
import io.brasa.sql.syntax.Origin;
import io.brasa.sql.syntax.Relation;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Queries that say the same with tables in another order, under other names or behind views are
 * joined in the same way.
 */
final class TestPlanShapes {
  private static final int ORDERS = 6;
  private static final Pattern TABLES =
      Pattern.compile("(?is)\\bfrom\\s+([^()]*?,[^()]*?)\\s+where\\b");

  private final Asked asked = new Asked().tpch();
  private final Tpch tpch = new Tpch();

  static List<Integer> numbers() {
    List<Integer> numbers = new ArrayList<>();
    for (int i = 1; i <= 22; i++) numbers.add(i);
    return numbers;
  }

  private String shape(String query) {
    OptimizerContext context =
        new OptimizerContext(
            asked.context().settings(),
            asked.ids(),
            source -> Optional.of(((KnownSource) source).known()));
    LogicalPlan plan =
        Optimizer.optimize(asked.plan(query), context, (_, after) -> PlanCheck.check(after));
    return joined(plan);
  }

  /** Joins and the tables that they join. */
  private static String joined(LogicalPlan plan) {
    List<String> inputs = plan.children().stream().map(TestPlanShapes::joined).toList();
    return switch (plan) {
      case Scan scan -> scan.name();
      case Join join -> "(" + inputs.get(0) + " " + join.type() + " " + inputs.get(1) + ")";
      default -> String.join(" ", inputs);
    };
  }

  private static String permuted(String query, Random random) {
    Matcher matcher = TABLES.matcher(query);
    StringBuilder text = new StringBuilder();
    while (matcher.find()) {
      List<String> tables = new ArrayList<>(Arrays.asList(matcher.group(1).split(",")));
      Collections.shuffle(tables, random);
      matcher.appendReplacement(
          text, Matcher.quoteReplacement("from " + String.join(", ", tables) + " where"));
    }
    return matcher.appendTail(text).toString();
  }

  @ParameterizedTest
  @MethodSource("numbers")
  void theOrderOfTablesDoesNotMatter(int number) {
    String query = Tpch.query(number);
    String shape = shape(query);
    long seed = new Random().nextLong();
    Random random = new Random(seed);
    for (int i = 0; i < ORDERS; i++) {
      String other = permuted(query, random);
      assertEquals(shape, shape(other), () -> "seed " + seed + "\n" + other);
    }
  }

  /** Each table behind a view that names its columns otherwise. */
  @ParameterizedTest
  @MethodSource("numbers")
  void namesAndViewsDoNotMatter(int number) {
    String query = Tpch.query(number);
    String renamed = query;
    int column = 0;
    for (String table : tpch.names()) {
      LogicalPlan scan = asked.plan("SELECT * FROM " + table);
      List<String> columns = new ArrayList<>();
      for (String name : scan.schema().fieldNames()) {
        String other = "x" + column++ + "y";
        columns.add(name + " AS " + other);
        renamed = renamed.replaceAll("\\b" + name + "\\b", other);
      }
      LogicalPlan view = asked.plan("SELECT " + String.join(", ", columns) + " FROM " + table);
      asked.view("v_" + table, new Relation.Analyzed(view, Origin.NONE));
      renamed = renamed.replaceAll("(?i)(from|,|join)(\\s+)" + table + "\\b", "$1$2v_" + table);
    }
    String text = renamed;
    assertEquals(shape(query), shape(text), () -> text);
  }

  @ParameterizedTest
  @MethodSource("numbers")
  void commonTablesDoNotMatter(int number) {
    String query = Tpch.query(number).strip();
    if (query.toLowerCase().startsWith("with")) return;
    List<String> tables = new ArrayList<>();
    for (String table : tpch.names())
      tables.add("w_" + table + " AS (SELECT * FROM " + table + ")");
    String text = query;
    for (String table : tpch.names())
      text = text.replaceAll("(?i)(from|,|join)(\\s+)" + table + "\\b", "$1$2w_" + table);
    String wrapped = "WITH " + String.join(", ", tables) + " " + text;
    assertEquals(shape(query), shape(wrapped), () -> wrapped);
  }
}
