package io.brasa.sql.operator.join;

import io.brasa.columnar.type.AtomicType;
import io.brasa.columnar.type.DataType;
import io.brasa.columnar.vector.Batch;
import io.brasa.columnar.vector.ByteVector;
import io.brasa.columnar.vector.ConstantVector;
import io.brasa.columnar.vector.DictionaryVector;
import io.brasa.columnar.vector.Selection;
import io.brasa.columnar.vector.Vector;
import io.brasa.columnar.vector.Vectors;
import io.brasa.runtime.error.EngineException;
import io.brasa.sql.error.SqlError;
import io.brasa.sql.evaluate.Evaluator;
import io.brasa.sql.expression.Expression;
import io.brasa.sql.operator.OperatorContext;
import io.brasa.sql.physical.JoinKind;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Deque;
import java.util.List;
import java.util.Optional;

/**
 * What becomes of pairs of rows by the kind of a join: they are tested, probing rows are marked
 * that have found a partner, and batches are made. Pairs are gathered until there are enough for a
 * batch.
 */
final class JoinedPairs {
  private final JoinKind kind;
  private final Evaluator condition;
  private final List<DataType> buildTypes;
  private final OperatorContext context;
  private final Deque<Batch> ready = new ArrayDeque<>();
  private final int[] pairRows = new int[2 * Batch.ROWS];
  private final int[] pairPlaces = new int[2 * Batch.ROWS];
  private final int[] pairPartners = new int[2 * Batch.ROWS];
  private int pairCount;

  // Of the probing batch at hand, by place.
  private Batch probe;
  private Batch build;
  private boolean[] buildMatched;
  private boolean[] isMatched = {};
  private boolean[] isUnknown = {};

  /**
   * @param condition of both rows, the probing one first, beside what pairs were found by
   */
  JoinedPairs(
      JoinKind kind,
      Optional<Expression> condition,
      List<DataType> buildTypes,
      OperatorContext context) {
    this.kind = kind;
    this.condition = condition.map(context::evaluator).orElse(null);
    this.buildTypes = buildTypes;
    this.context = context;
  }

  /** The next batch that is full, or null. */
  Batch poll() {
    return ready.poll();
  }

  /** Begins with a batch to which pairs will come. */
  void begin(Batch batch) {
    probe = batch;
    int count = batch.rowCount();
    isMatched = new boolean[count];
    isUnknown = kind.needsWholeBuild() ? new boolean[count] : isUnknown;
  }

  /**
   * Says which rows partners are of from now on.
   *
   * @param matched marked where a row finds a partner; null if nobody asks
   */
  void against(Batch rows, boolean[] matched) {
    flush();
    build = rows;
    buildMatched = matched;
  }

  /** By place whether a probing row has found a partner. */
  boolean[] isMatched() {
    return isMatched;
  }

  /** By place whether the condition was null with some row. */
  boolean[] isUnknown() {
    return isUnknown;
  }

  /** Whether one partner tells all. */
  boolean isFirstEnough() {
    return switch (kind) {
      case PROBE_SEMI, PROBE_ANTI, NULL_AWARE_ANTI, MARK -> true;
      case INNER, PROBE_OUTER, BUILD_OUTER, FULL_OUTER, SINGLE, BUILD_SEMI, BUILD_ANTI -> false;
    };
  }

  /** Takes at most {@link Batch#ROWS} pairs. */
  void add(int[] places, int[] partners, int count) {
    int[] selected = probe.selection().map(Selection::rows).orElse(null);
    for (int i = 0; i < count; i++) {
      pairPlaces[pairCount] = places[i];
      pairRows[pairCount] = selected == null ? places[i] : selected[places[i]];
      pairPartners[pairCount++] = partners[i];
    }
    if (pairCount >= Batch.ROWS) flush();
  }

  /** Deals with the pairs that are there. */
  void flush() {
    if (pairCount == 0) return;
    context.checkCancelled();
    if (condition != null) test();
    for (int i = 0; i < pairCount; i++) {
      int place = pairPlaces[i];
      if (kind == JoinKind.SINGLE && isMatched[place]) throw tooMany();
      isMatched[place] = true;
    }
    if (buildMatched != null)
      for (int i = 0; i < pairCount; i++) buildMatched[pairPartners[i]] = true;
    if (givesPairs() && pairCount > 0) ready.add(pairs());
    pairCount = 0;
  }

  private boolean givesPairs() {
    return kind.hasProbeColumns() && kind.hasBuildColumns();
  }

  private static EngineException tooMany() {
    return new EngineException(
        SqlError.SUBQUERY_TOO_MANY_ROWS,
        "A sub-query that is used as a value gave more than one row",
        "Let it give one row, for example by LIMIT 1 or an aggregate, or use IN or EXISTS");
  }

  /** Keeps the pairs for which the condition is true. */
  private void test() {
    Batch pairs = pairs();
    Vector truth = condition.evaluate(pairs, null);
    int kept = 0;
    for (int i = 0; i < pairCount; i++) {
      if (truth.isNullAt(i)) {
        // NOT IN leaves a row out either way, and need not look at others.
        if (kind == JoinKind.NULL_AWARE_ANTI) isMatched[pairPlaces[i]] = true;
        else if (kind == JoinKind.MARK) isUnknown[pairPlaces[i]] = true;
        continue;
      }
      if (!isTrue(truth, i)) continue;
      pairRows[kept] = pairRows[i];
      pairPlaces[kept] = pairPlaces[i];
      pairPartners[kept++] = pairPartners[i];
    }
    pairCount = kept;
  }

  private static boolean isTrue(Vector vector, int row) {
    return switch (vector) {
      case ConstantVector v -> isTrue(v.value(), 0);
      case DictionaryVector v -> isTrue(v.dictionary(), v.ids()[row]);
      case ByteVector v -> v.values()[row] != 0;
      default -> throw new IllegalArgumentException("no truth of " + vector.type());
    };
  }

  private Batch pairs() {
    // One built row, and every probing row paired with it: nothing needs to be copied.
    boolean isSingle = build.length() == 1;
    boolean isWhole = isSingle && pairCount == probe.length() && probe.selection().isEmpty();
    List<Vector> columns =
        new ArrayList<>(
            isWhole ? probe.columns() : Vectors.take(probe.columns(), pairRows, pairCount));
    if (isSingle)
      for (Vector column : build.columns())
        columns.add(new ConstantVector(Vectors.flat(column), pairCount));
    else columns.addAll(Vectors.take(build.columns(), pairPartners, pairCount));
    return Batch.of(pairCount, columns);
  }

  /** All pairs of the batch have come: what is said of its rows by themselves. */
  void end() {
    flush();
    switch (kind) {
      case PROBE_OUTER, FULL_OUTER, SINGLE -> padded();
      case PROBE_SEMI -> give(chosen(true));
      case PROBE_ANTI, NULL_AWARE_ANTI -> give(chosen(false));
      case MARK -> ready.add(marked());
      case INNER, BUILD_OUTER, BUILD_SEMI, BUILD_ANTI -> {}
    }
  }

  private void give(int[] rows) {
    if (rows.length > 0) ready.add(probe.selecting(new Selection(rows, rows.length)));
  }

  /**
   * The rows that have found a partner, or not; of a null-aware join those that surely have not.
   */
  private int[] chosen(boolean hasPartner) {
    int[] selected = probe.selection().map(Selection::rows).orElse(null);
    int[] rows = new int[isMatched.length];
    int size = 0;
    for (int i = 0; i < rows.length; i++) {
      if (isMatched[i] != hasPartner) continue;
      if (kind == JoinKind.NULL_AWARE_ANTI && isUnknown[i]) continue;
      rows[size++] = selected == null ? i : selected[i];
    }
    return Arrays.copyOf(rows, size);
  }

  private void padded() {
    int[] rows = chosen(false);
    if (rows.length == 0) return;
    List<Vector> columns = new ArrayList<>(Vectors.take(probe.columns(), rows, rows.length));
    for (DataType type : buildTypes) columns.add(Vectors.nulls(type, rows.length));
    ready.add(Batch.of(rows.length, columns));
  }

  private Batch marked() {
    Batch dense = probe.dense();
    byte[] marks = new byte[isMatched.length];
    boolean[] nulls = null;
    for (int i = 0; i < marks.length; i++) {
      marks[i] = (byte) (isMatched[i] ? 1 : 0);
      if (isMatched[i] || !isUnknown[i]) continue;
      if (nulls == null) nulls = new boolean[marks.length];
      nulls[i] = true;
    }
    List<Vector> columns = new ArrayList<>(dense.columns());
    columns.add(new ByteVector(AtomicType.BOOLEAN, marks.length, marks, nulls));
    return Batch.of(marks.length, columns);
  }

  /**
   * The built rows that come out by themselves.
   *
   * @param from of the rows, where to begin; to {@code to} exclusive
   */
  Batch built(Batch rows, boolean[] matched, int from, int to, List<DataType> probeTypes) {
    int[] chosen = new int[to - from];
    int size = 0;
    for (int i = from; i < to; i++)
      if (matched[i] == (kind == JoinKind.BUILD_SEMI)) chosen[size++] = i;
    List<Vector> columns = new ArrayList<>();
    if (kind.hasProbeColumns())
      for (DataType type : probeTypes) columns.add(Vectors.nulls(type, size));
    columns.addAll(Vectors.take(rows.columns(), chosen, size));
    return Batch.of(size, columns);
  }
}
