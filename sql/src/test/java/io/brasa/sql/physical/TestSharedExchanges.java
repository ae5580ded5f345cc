package io.brasa.sql.physical;

import static org.junit.jupiter.api.Assertions.assertNotSame;
import static org.junit.jupiter.api.Assertions.assertSame;

import io.brasa.columnar.type.AtomicType;
import io.brasa.sql.expression.Call;
import io.brasa.sql.expression.Comparison;
import io.brasa.sql.expression.Expression;
import io.brasa.sql.expression.Literal;
import java.util.List;
import org.junit.jupiter.api.Test;

final class TestSharedExchanges {
  private static List<PhysicalPlan> sides(PhysicalPlan left, PhysicalPlan right) {
    PhysicalPlan both = new UnionRows(List.of(left, right), left.output());
    return SharedExchanges.in(both).children();
  }

  private static PhysicalPlan above(Expression threshold) {
    ScanSource scan = Plans.scan("t", 2);
    Expression condition = new Comparison(Comparison.Operator.LESS, Plans.column(0), threshold);
    return Plans.byHash(1, new FilterRows(condition, scan));
  }

  @Test
  void equalPartsAreOne() {
    List<PhysicalPlan> sides = sides(above(Literal.of(5L)), above(Literal.of(5L)));
    assertSame(sides.get(0), sides.get(1));
  }

  @Test
  void whatDiffersStaysApart() {
    List<PhysicalPlan> sides = sides(above(Literal.of(5L)), above(Literal.of(6L)));
    assertNotSame(sides.get(0), sides.get(1));
    List<PhysicalPlan> tables =
        sides(Plans.byHash(0, Plans.scan("t", 1)), Plans.byHash(0, Plans.scan("u", 1)));
    assertNotSame(tables.get(0), tables.get(1));
  }

  @Test
  void whatChanceDecidesIsNeverTheSame() {
    Expression chance = new Call("rand", List.of(), AtomicType.DOUBLE, false);
    List<PhysicalPlan> sides = sides(above(chance), above(chance));
    assertNotSame(sides.get(0), sides.get(1));
  }

  @Test
  void whatAJoinProbesWithIsItsOwn() {
    HashJoin join =
        Plans.join(
            JoinKind.INNER,
            Plans.byHash(0, Plans.scan("t", 1)),
            0,
            Plans.byHash(0, Plans.scan("t", 1)),
            0);
    HashJoin shared = (HashJoin) SharedExchanges.in(join);
    assertNotSame(shared.probe(), shared.build());
    List<PhysicalPlan> sides = sides(join, Plans.byHash(0, Plans.scan("t", 1)));
    assertSame(((HashJoin) sides.get(0)).build(), sides.get(1));
  }
}
