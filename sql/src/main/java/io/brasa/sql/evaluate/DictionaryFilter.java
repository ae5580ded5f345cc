package io.brasa.sql.evaluate;

import io.brasa.columnar.type.DataType;
import io.brasa.columnar.vector.Batch;
import io.brasa.columnar.vector.DictionaryVector;
import io.brasa.columnar.vector.FlatVector;
import io.brasa.columnar.vector.Selection;
import io.brasa.columnar.vector.Vectors;
import io.brasa.sql.expression.Call;
import io.brasa.sql.expression.Case;
import io.brasa.sql.expression.Comparison;
import io.brasa.sql.expression.Expression;
import io.brasa.sql.expression.In;
import io.brasa.sql.expression.Input;
import io.brasa.sql.expression.IsNull;
import io.brasa.sql.expression.Literal;
import io.brasa.sql.expression.Not;
import io.brasa.sql.expression.UserCall;
import io.brasa.sql.function.EvaluationSettings;
import io.brasa.sql.function.Function;
import io.brasa.sql.function.builtin.BuiltInFunctions;
import java.util.List;
import java.util.Set;

/**
 * A predicate of one column, decided once for each entry where that column comes as a dictionary.
 * What cannot fail is decided for all entries and remembered while batches share the dictionary;
 * other predicates are asked about entries in use only.
 */
final class DictionaryFilter implements Filter {
  /** Dictionaries of more entries are not decided as a whole before as many rows have come. */
  private static final int MAX_SHARED_ENTRIES = 1 << 14;

  private static final int MAX_ENTRIES = 1 << 22;

  /**
   * The predicate is built twice, here and over entries, and so are those in it, which stand in
   * choices: of many that are nested in each other, only the inmost.
   */
  private static final int MAX_CHOICES = 3;

  private static final Set<String> NEVER_FAILING =
      Set.of("like", "startswith", "endswith", "contains", "length", "substring", "upper", "lower");

  private final Filter leaf;
  private final int column;
  private final Filter onEntries;
  private final boolean canFail;
  private FlatVector seen;
  private long rowsOfSeen;
  private FlatVector known;
  private boolean[] decided;
  private Boolean isNullSelected;

  private DictionaryFilter(Filter leaf, int column, Filter onEntries, boolean canFail) {
    this.leaf = leaf;
    this.column = column;
    this.onEntries = onEntries;
    this.canFail = canFail;
  }

  /** The filter, or one around it if its predicate looks at one column. */
  static Filter around(Expression predicate, Filter leaf, EvaluationSettings settings) {
    int column = onlyColumn(predicate, -1);
    if (column < 0 || choices(predicate) > MAX_CHOICES) return leaf;
    Expression moved =
        predicate.transformUp(
            e -> e instanceof Input input ? new Input(0, input.type(), input.nullable()) : e);
    return new DictionaryFilter(leaf, column, Filters.leaf(moved, settings), canFail(predicate));
  }

  /** The one column that is looked at; -1 if none is as yet, -2 if there are several. */
  private static int onlyColumn(Expression expression, int seen) {
    if (expression instanceof Input input)
      return seen == -1 || seen == input.index() ? input.index() : -2;
    if (expression instanceof UserCall call && !call.function().isDeterministic()) return -2;
    boolean isChance =
        expression instanceof Call call
            && BuiltInFunctions.registry().find(call.function()).orElse(null)
                instanceof Function.Scalar scalar
            && !scalar.isDeterministic();
    if (isChance) return -2;
    int found = seen;
    for (Expression child : expression.children()) {
      found = onlyColumn(child, found);
      if (found == -2) return -2;
    }
    return found;
  }

  private static int choices(Expression expression) {
    int count = expression instanceof Case ? 1 : 0;
    for (Expression child : expression.children()) count += choices(child);
    return count;
  }

  private static boolean canFail(Expression expression) {
    boolean isSafe =
        switch (expression) {
          case Input _, Literal _, Comparison _, IsNull _, Not _, In _ -> true;
          case Call call -> NEVER_FAILING.contains(call.function());
          default -> false;
        };
    return !isSafe || expression.children().stream().anyMatch(DictionaryFilter::canFail);
  }

  Filter leaf() {
    return leaf;
  }

  /** A range of the same column in the place of this. */
  DictionaryFilter instead(RangeFilter range) {
    Expression moved =
        range
            .value()
            .transformUp(
                e -> e instanceof Input input ? new Input(0, input.type(), input.nullable()) : e);
    Filter entries = moved instanceof Input ? range.on(moved, (batch, _) -> batch.column(0)) : null;
    return entries == null
        ? new DictionaryFilter(range, -1, range, true)
        : new DictionaryFilter(range, column, entries, false);
  }

  @Override
  public Selection select(Batch batch, Selection among) {
    int count = Evaluators.count(batch.length(), among);
    if (column < 0
        || !(batch.column(column) instanceof DictionaryVector vector)
        || !isWorthwhile(vector.dictionary(), count)) return leaf.select(batch, among);
    boolean[] holds = canFail ? decideUsed(vector, among) : decideAll(vector.dictionary());
    int[] ids = vector.ids();
    boolean[] nulls = vector.nulls();
    boolean ofNull = nulls != null && isNullSelected(vector.type());
    int[] rows = new int[count];
    int found = 0;
    for (int i = 0; i < count; i++) {
      int row = among == null ? i : among.rows()[i];
      rows[found] = row;
      boolean isSelected = nulls != null && nulls[row] ? ofNull : holds[ids[row]];
      found += isSelected ? 1 : 0;
    }
    return new Selection(rows, found);
  }

  /** A dictionary is, if it is small beside the rows, or shared by several batches. */
  private boolean isWorthwhile(FlatVector dictionary, int count) {
    if (2 * dictionary.length() <= count) return true;
    boolean isShared = dictionary == seen;
    seen = dictionary;
    rowsOfSeen = isShared ? rowsOfSeen + count : count;
    int most = rowsOfSeen < dictionary.length() ? MAX_SHARED_ENTRIES : MAX_ENTRIES;
    return isShared && !canFail && dictionary.length() <= most;
  }

  private boolean[] decideAll(FlatVector dictionary) {
    if (dictionary != known) {
      decided = decide(dictionary, null);
      known = dictionary;
    }
    return decided;
  }

  private boolean[] decideUsed(DictionaryVector vector, Selection among) {
    return decide(vector.dictionary(), io.brasa.sql.kernel.Forms.used(vector, among));
  }

  private boolean[] decide(FlatVector dictionary, Selection entries) {
    boolean[] holds = new boolean[dictionary.length()];
    Batch batch = Batch.of(dictionary.length(), List.of(dictionary));
    Selection selected = onEntries.select(batch, entries);
    for (int i = 0; i < selected.count(); i++) holds[selected.rows()[i]] = true;
    return holds;
  }

  private boolean isNullSelected(DataType type) {
    if (isNullSelected == null) {
      Batch batch = Batch.of(1, List.of(Vectors.nulls(type, 1)));
      isNullSelected = onEntries.select(batch, null).count() > 0;
    }
    return isNullSelected;
  }
}
