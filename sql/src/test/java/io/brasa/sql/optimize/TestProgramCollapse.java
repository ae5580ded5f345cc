package io.brasa.sql.optimize;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertSame;

import io.brasa.columnar.type.AtomicType;
import io.brasa.core.lineage.Link;
import io.brasa.sql.expression.Attribute;
import io.brasa.sql.expression.Expression;
import io.brasa.sql.expression.UserCall;
import io.brasa.sql.expression.UserFunction;
import io.brasa.sql.logical.Filter;
import io.brasa.sql.logical.LocalRows;
import io.brasa.sql.logical.LogicalPlan;
import io.brasa.sql.logical.Program;
import io.brasa.sql.shape.Shape;
import io.brasa.sql.shape.Shapes;
import io.brasa.sql.typed.TypedCode;
import io.brasa.sql.typed.TypedCondition;
import io.brasa.sql.typed.TypedSource;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

final class TestProgramCollapse {
  private static final Shape INT = Shapes.of(Integer.class);
  private static final TypedSource.Read READ =
      new TypedSource.Read(INT, List.of(AtomicType.INTEGER), false);

  private final Attribute first = new Attribute(1, "value", AtomicType.INTEGER, true);
  private final Attribute second = new Attribute(2, "value", AtomicType.INTEGER, true);
  private final Attribute third = new Attribute(3, "value", AtomicType.INTEGER, true);
  private final LogicalPlan rows = new LocalRows(List.of(first), List.of());

  private static Program mapped(
      String name, Expression column, Shape result, Attribute made, LogicalPlan child) {
    TypedCode code =
        new TypedCode(
            new TypedSource.Rows(READ), List.of(new Link.Mapping(name, value -> value)), result);
    return new Program(
        code,
        List.of(new Program.Input(List.of(), List.of(column), List.of(), child)),
        List.of(made));
  }

  private UserCall condition(TypedSource.Read read) {
    UserFunction function =
        new UserFunction(
            "filter",
            Optional.empty(),
            AtomicType.BOOLEAN,
            true,
            new TypedCondition(read, _ -> true));
    return new UserCall(function, List.of(first), AtomicType.BOOLEAN, false);
  }

  @Test
  void programsThatFollowEachOtherAreOne() {
    Program below = mapped("one", first, INT, second, rows);
    Program both =
        assertInstanceOf(
            Program.class, new ProgramCollapse().apply(mapped("two", second, INT, third, below)));
    assertEquals("one, two", both.code().name());
    assertSame(rows, both.children().getFirst());
    assertEquals(List.of(third), both.output());
  }

  @Test
  void conditionsOfTheSameObjectsAreStepsBeforeTheFirst() {
    LogicalPlan filtered = new Filter(condition(READ), rows);
    Program both =
        (Program) new ProgramCollapse().apply(mapped("map", first, INT, second, filtered));
    assertEquals("filter, map", both.code().name());
    assertSame(rows, both.children().getFirst());
  }

  @Test
  void otherObjectsAreWrittenAndReadAgain() {
    Program below = mapped("one", first, Shapes.of(int.class), second, rows);
    Program above = mapped("two", second, INT, third, below);
    assertSame(above, new ProgramCollapse().apply(above));
    TypedSource.Read other =
        new TypedSource.Read(Shapes.of(int.class), List.of(AtomicType.INTEGER), false);
    Program over = mapped("map", first, INT, second, new Filter(condition(other), rows));
    assertSame(over, new ProgramCollapse().apply(over));
  }
}
