package io.brasa.sql.physical;

import io.brasa.columnar.source.TableStatistics;
import io.brasa.columnar.type.AtomicType;
import io.brasa.columnar.type.StructType;
import io.brasa.sql.analysis.KnownSource;
import io.brasa.sql.expression.Attribute;
import io.brasa.sql.expression.Expression;
import io.brasa.sql.expression.Input;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;

/** Parts of physical plans, whose columns are all long integers. */
public final class Plans {
  private Plans() {}

  /** A scan of so many columns; names and ids of columns differ each time. */
  public static ScanSource scan(String table, int columns) {
    StructType schema = new StructType();
    List<Attribute> output = new ArrayList<>();
    for (int i = 0; i < columns; i++) {
      schema = schema.add("c" + i, AtomicType.LONG);
      output.add(new Attribute(output.hashCode(), "c" + i, AtomicType.LONG, true));
    }
    return new ScanSource(
        new KnownSource(table, schema, new TableStatistics(1, 1, Map.of())),
        table,
        IntStream.range(0, columns).boxed().toList(),
        output,
        List.of(),
        Optional.empty(),
        output);
  }

  public static Expression column(int place) {
    return new Input(place, AtomicType.LONG, true);
  }

  public static Exchange byHash(int key, PhysicalPlan child) {
    return new Exchange(new Partitioning.ByHash(List.of(column(key)), 4), false, child);
  }

  /** A join on one column of each side, where the probing one is thought to have many values. */
  public static HashJoin join(
      JoinKind kind, PhysicalPlan probe, int probeKey, PhysicalPlan build, int buildKey) {
    return join(kind, probe, probeKey, build, buildKey, 1);
  }

  public static HashJoin join(
      JoinKind kind,
      PhysicalPlan probe,
      int probeKey,
      PhysicalPlan build,
      int buildKey,
      double buildBytes) {
    List<Attribute> output = new ArrayList<>();
    if (kind.hasProbeColumns()) output.addAll(probe.output());
    if (kind.hasBuildColumns()) output.addAll(build.output());
    return new HashJoin(
        probe,
        build,
        kind,
        List.of(column(probeKey)),
        List.of(column(buildKey)),
        List.of(false),
        Optional.empty(),
        Optional.empty(),
        new JoinEstimates(List.of(new JoinEstimates.Key(1e6, Double.NaN, Double.NaN)), buildBytes),
        output);
  }
}
