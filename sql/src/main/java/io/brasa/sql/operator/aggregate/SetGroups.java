package io.brasa.sql.operator.aggregate;

import io.brasa.columnar.type.DataType;
import io.brasa.columnar.vector.Batch;
import io.brasa.columnar.vector.Selection;
import io.brasa.columnar.vector.Vector;
import io.brasa.columnar.vector.Vectors;
import io.brasa.sql.expression.Expression;
import io.brasa.sql.expression.Literal;
import io.brasa.sql.operator.OperatorContext;
import io.brasa.sql.physical.AggregateStep;
import io.brasa.sql.physical.RollUpRows;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * The groups of one set of keys. Batches that come from the set that this one is made of have a
 * column for each key of the node, whether in the set or not, and the states behind.
 */
final class SetGroups {
  private final RollUpRows.KeySet set;
  private final List<DataType> keyTypes;
  private final int[] places;
  private final NumberedKeys table;
  private final AggregateStates states;
  private int[] groups = {};
  private int groupCount;
  private int given;

  /**
   * @param keys of the node
   * @param steps of the batches that come
   */
  SetGroups(
      RollUpRows.KeySet set,
      List<Expression> keys,
      List<AggregateStep> steps,
      OperatorContext context) {
    this.set = set;
    this.keyTypes = keys.stream().map(Expression::type).toList();
    this.places = set.keys().stream().toArray();
    this.table = new NumberedKeys(Arrays.stream(places).mapToObj(keyTypes::get).toList());
    this.states = new AggregateStates(steps, context);
  }

  /** Adds the rows of a batch, whose keys are given by place. */
  void add(Batch batch, List<Vector> keys) {
    int count = batch.rowCount();
    if (groups.length < count) groups = new int[count];
    if (places.length == 0) {
      Arrays.fill(groups, 0, count, 0);
      groupCount = Math.max(groupCount, Math.min(1, count));
    } else {
      Vector[] own = new Vector[places.length];
      for (int i = 0; i < own.length; i++) own[i] = keys.get(places[i]);
      table.find(own, batch.selection().map(Selection::rows).orElse(null), count, groups);
      groupCount = table.groupCount();
    }
    states.reserve(groupCount);
    states.add(batch, groups);
  }

  /** Each row as a group of its own, of a set that holds no groups: keys, numbers, states. */
  Batch alone(Batch batch, List<Vector> keys) {
    int count = batch.rowCount();
    int[] own = new int[count];
    for (int i = 0; i < count; i++) own[i] = i;
    states.reserve(count);
    states.add(batch, own);
    Selection rows = batch.selection().orElse(null);
    List<Vector> columns =
        new ArrayList<>(rows == null ? keys : Vectors.take(keys, rows.rows(), count));
    addNumbers(columns, count);
    columns.addAll(states.states(0, count));
    states.clear();
    return Batch.of(count, columns);
  }

  /** The next groups: keys, numbers, states; null once all are given, and then there are none. */
  Batch next() {
    if (given == groupCount) {
      forget();
      return null;
    }
    int to = Math.min(groupCount, given + Batch.ROWS);
    int count = to - given;
    List<Vector> own = places.length == 0 ? List.of() : table.keys(given, to);
    List<Vector> columns = new ArrayList<>();
    int next = 0;
    for (int key = 0; key < keyTypes.size(); key++) {
      boolean isIn = next < places.length && places[next] == key;
      columns.add(isIn ? own.get(next++) : Vectors.nulls(keyTypes.get(key), count));
    }
    addNumbers(columns, count);
    columns.addAll(states.states(given, to));
    given = to;
    return Batch.of(count, columns);
  }

  private void addNumbers(List<Vector> columns, int count) {
    for (Literal number : set.numbers())
      columns.add(Vectors.constant(number.type(), number.value(), count));
  }

  private void forget() {
    table.clear();
    states.clear();
    groupCount = 0;
    given = 0;
  }

  RollUpRows.KeySet set() {
    return set;
  }

  int groupCount() {
    return groupCount;
  }

  long sizeBytes() {
    return table.sizeBytes() + states.sizeBytes();
  }
}
