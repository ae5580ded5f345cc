package io.brasa.sql;

import io.brasa.columnar.source.Source;
import io.brasa.columnar.type.AtomicType;
import io.brasa.columnar.vector.Batch;
import io.brasa.columnar.vector.Values;
import io.brasa.sql.analysis.AnalysisContext;
import io.brasa.sql.catalog.DataFile;
import io.brasa.sql.catalog.TableColumn;
import io.brasa.sql.error.QueryErrors;
import io.brasa.sql.error.SqlError;
import io.brasa.sql.syntax.CatalogStatement;
import io.brasa.sql.syntax.CatalogStatement.Assignment;
import io.brasa.sql.syntax.CatalogStatement.Matching;
import io.brasa.sql.syntax.CatalogStatement.MergeAction;
import io.brasa.sql.syntax.CatalogStatement.MergeBranch;
import io.brasa.sql.syntax.Origin;
import io.brasa.sql.syntax.Relation;
import io.brasa.sql.syntax.Relation.JoinCondition;
import io.brasa.sql.syntax.Relation.JoinKind;
import io.brasa.sql.syntax.Syntax;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * MERGE as an outer join of the table's files that have matching rows with the source: each row of
 * it becomes what the first branch makes of it that holds.
 */
record Merges(BrasaSession session, AnalysisContext context) {
  private static final String TARGET = "__target";
  private static final String SOURCE = "__source";
  private static final String ROW = "__row";
  private static final String KEPT = "__kept";
  private static final String CHANGING = "__changing";

  DataFrame merge(CatalogStatement.Merge merge) {
    new RowChanges(session, context)
        .attempts(
            merge.name(), merge.origin(), found -> List.of(new One(merge, found).rewritten()));
    return session.emptyDataFrame();
  }

  /** One statement on a table as of one state. */
  private final class One {
    private final CatalogStatement.Merge merge;
    private final SessionCatalog.Found found;
    private final Origin origin;
    private final String target;
    private final Optional<String> source;
    private final RowChanges changes = new RowChanges(session, context);

    One(CatalogStatement.Merge merge, SessionCatalog.Found found) {
      this.merge = merge;
      this.found = found;
      this.origin = merge.origin();
      this.target = merge.alias().orElse(found.name().name());
      this.source =
          switch (merge.source()) {
            case Relation.Aliased aliased -> Optional.of(aliased.name());
            case Relation.Table table -> Optional.of(table.name().getLast());
            default -> Optional.empty();
          };
    }

    RowChanges.Rewritten rewritten() {
      merge.branches().forEach(this::requireOneValueEach);
      SteadyRows.require(session.analyzed(asked(), context).plan(), "MERGE", origin);
      if (!has(Matching.MATCHED) && !has(Matching.NOT_MATCHED_BY_SOURCE)) return added();
      Set<DataFile> files = new HashSet<>(found.state().files());
      if (!has(Matching.NOT_MATCHED_BY_SOURCE))
        files =
            changes.affected(
                found,
                rows ->
                    new Relation.Join(
                        named(rows),
                        merge.source(),
                        JoinKind.LEFT_SEMI,
                        new JoinCondition.On(merge.condition()),
                        false,
                        origin));
      Optional<Source> open = changes.open(found, files);
      Relation rows = session.tables().sources().relation(found, open);
      boolean isMatchedTwice = isMatchedTwice(rows);
      Relation joined = joined(rows, has(Matching.NOT_MATCHED) ? JoinKind.FULL : JoinKind.LEFT);
      Relation changed =
          isMatchedTwice
              ? once(joined)
              : new Relation.Project(new Relation.Filter(joined, kept(), origin), items(), origin);
      return new RowChanges.Rewritten(files, changes.stored(found, changed, origin));
    }

    /** All pairs of rows, with what the branches ask of them. */
    private Relation asked() {
      Relation rows = session.tables().sources().relation(found);
      Relation pairs =
          new Relation.Join(
              named(rows),
              merge.source(),
              JoinKind.INNER,
              new JoinCondition.On(merge.condition()),
              false,
              origin);
      List<Syntax> conditions = new ArrayList<>();
      conditions.add(Syntax.Alias.of(RowChanges.truth(true, origin), TARGET, origin));
      for (MergeBranch branch : merge.branches())
        branch.condition().ifPresent(each -> conditions.add(Syntax.Alias.of(each, TARGET, origin)));
      return new Relation.Project(pairs, conditions, origin);
    }

    /** Where rows are only added: those of the table stay where they are. */
    private RowChanges.Rewritten added() {
      Relation rows = session.tables().sources().relation(found);
      Relation fresh =
          new Relation.Filter(
              joined(rows, JoinKind.RIGHT),
              RowChanges.call(
                  "and", origin, RowChanges.call("isnull", origin, name(TARGET)), kept()),
              origin);
      Relation changed = new Relation.Project(fresh, items(), origin);
      return new RowChanges.Rewritten(Set.of(), changes.stored(found, changed, origin));
    }

    /** Fails with {@code COLUMN_NOT_FOUND} or {@code COLUMN_AMBIGUOUS}. */
    private void requireOneValueEach(MergeBranch branch) {
      Set<TableColumn> assigned = new HashSet<>();
      for (Assignment each : branch.assignments()) {
        TableColumn column = RowChanges.column(found, merge.alias(), each);
        if (!assigned.add(column))
          throw QueryErrors.at(
              SqlError.COLUMN_AMBIGUOUS,
              each.origin(),
              "The column " + column.name() + " is assigned twice",
              "Assign it once");
      }
    }

    private boolean has(Matching matching) {
      return merge.branches().stream().anyMatch(branch -> branch.matching() == matching);
    }

    private Relation named(Relation rows) {
      return new Relation.Aliased(rows, target, List.of(), origin);
    }

    private Relation marked(Relation rows, String mark, Syntax value, Optional<String> name) {
      Relation marked =
          new Relation.Project(
              rows,
              List.of(
                  new Syntax.Star(List.of(), List.of(), List.of(), origin),
                  Syntax.Alias.of(value, mark, origin)),
              origin);
      return name.isPresent()
          ? new Relation.Aliased(marked, name.get(), List.of(), origin)
          : marked;
    }

    private Relation joined(Relation rows, JoinKind kind) {
      return new Relation.Join(
          marked(
              rows,
              TARGET,
              RowChanges.call("monotonically_increasing_id", origin),
              Optional.of(target)),
          marked(merge.source(), SOURCE, RowChanges.truth(true, origin), source),
          kind,
          new JoinCondition.On(merge.condition()),
          false,
          origin);
    }

    private Syntax name(String... parts) {
      return new Syntax.Name(List.of(parts), origin);
    }

    /**
     * Whether a row of the table matches several of the source, of which at most one changes it.
     * Fails with {@code MERGE_AMBIGUOUS} if several would.
     */
    private boolean isMatchedTwice(Relation rows) {
      if (isEachMatchDeleted()) return false;
      Relation pairs =
          new Relation.Aggregate(
              joined(rows, JoinKind.INNER),
              List.of(new Relation.GroupingElement.Key(name(TARGET))),
              List.of(
                  Syntax.Alias.of(RowChanges.call("count", origin, number(1)), "__pairs", origin),
                  Syntax.Alias.of(RowChanges.call("sum", origin, changing()), CHANGING, origin)),
              origin);
      Relation most =
          new Relation.Aggregate(
              pairs,
              List.of(),
              List.of(
                  Syntax.Alias.of(
                      RowChanges.call("max", origin, name("__pairs")), "__pairs", origin),
                  Syntax.Alias.of(
                      RowChanges.call("max", origin, name(CHANGING)), CHANGING, origin)),
              origin);
      boolean isMatchedTwice = false;
      for (Batch batch :
          session.execution().collect(session.analyzed(most, context).plan(), "merge")) {
        Batch dense = batch.dense();
        for (int row = 0; row < dense.length(); row++) {
          if (isSeveral(dense, 1, row))
            throw QueryErrors.at(
                SqlError.MERGE_AMBIGUOUS,
                origin,
                "Several rows of the source match one row of " + found.name(),
                "Let the condition match one, or group the source");
          isMatchedTwice |= isSeveral(dense, 0, row);
        }
      }
      return isMatchedTwice;
    }

    private static boolean isSeveral(Batch batch, int column, int row) {
      return Values.get(batch.columns().get(column), row) instanceof Long count && count > 1;
    }

    /** Then it is the same how often a row matches. */
    private boolean isEachMatchDeleted() {
      List<MergeBranch> matched =
          merge.branches().stream().filter(each -> each.matching() == Matching.MATCHED).toList();
      return matched.size() == 1
          && matched.getFirst().action() == MergeAction.DELETE
          && matched.getFirst().condition().isEmpty();
    }

    private Syntax number(int value) {
      return new Syntax.Constant(value, AtomicType.INTEGER, origin);
    }

    /** One for a pair of rows that a branch changes, else zero. */
    private Syntax changing() {
      List<Syntax.When> whens = new ArrayList<>();
      for (MergeBranch branch : merge.branches())
        if (branch.matching() == Matching.MATCHED)
          whens.add(new Syntax.When(holds(branch), number(1)));
      if (whens.isEmpty()) return number(0);
      return new Syntax.Case(Optional.empty(), whens, Optional.of(number(0)), origin);
    }

    /** What becomes of each row of the table once: of its pairs the one counts that is changed. */
    private Relation once(Relation joined) {
      List<Syntax> items = new ArrayList<>(items());
      items.add(Syntax.Alias.of(name(TARGET), ROW, origin));
      items.add(Syntax.Alias.of(kept(), KEPT, origin));
      items.add(Syntax.Alias.of(changing(), CHANGING, origin));
      Syntax first =
          new Syntax.Windowed(
              Syntax.Call.of("row_number", List.of(), origin),
              new Syntax.Window.Defined(
                  Optional.empty(),
                  List.of(name(ROW)),
                  List.of(new Syntax.SortItem(name(CHANGING), true, Optional.empty(), origin)),
                  Optional.empty(),
                  origin),
              origin);
      Relation.Select each =
          new Relation.Select(
              new Relation.Project(joined, items, origin),
              Optional.empty(),
              Optional.empty(),
              List.of(new Syntax.Star(List.of(), List.of(), List.of(), origin)),
              Optional.empty(),
              Optional.of(
                  RowChanges.call(
                      "or",
                      origin,
                      RowChanges.call("isnull", origin, name(ROW)),
                      RowChanges.call("=", origin, first, number(1)))),
              Map.of(),
              false,
              List.of(),
              origin);
      List<Syntax> columns = new ArrayList<>();
      for (TableColumn column : found.definition().visible()) columns.add(name(column.name()));
      return new Relation.Project(new Relation.Filter(each, name(KEPT), origin), columns, origin);
    }

    // ---- branches

    private Syntax holds(MergeBranch branch) {
      Syntax isTarget = RowChanges.call("isnotnull", origin, name(TARGET));
      Syntax isSource = RowChanges.call("isnotnull", origin, name(SOURCE));
      Syntax matching =
          switch (branch.matching()) {
            case MATCHED -> RowChanges.call("and", origin, isTarget, isSource);
            case NOT_MATCHED -> RowChanges.call("isnull", origin, name(TARGET));
            case NOT_MATCHED_BY_SOURCE -> RowChanges.call("isnull", origin, name(SOURCE));
          };
      return branch
          .condition()
          .<Syntax>map(each -> RowChanges.call("and", origin, matching, RowChanges.holds(each)))
          .orElse(matching);
    }

    /** Which rows there are afterwards. */
    private Syntax kept() {
      List<Syntax.When> whens = new ArrayList<>();
      for (MergeBranch branch : merge.branches())
        whens.add(
            new Syntax.When(
                holds(branch), RowChanges.truth(branch.action() != MergeAction.DELETE, origin)));
      return new Syntax.Case(
          Optional.empty(),
          whens,
          Optional.of(RowChanges.call("isnotnull", origin, name(TARGET))),
          origin);
    }

    private List<Syntax> items() {
      List<Syntax> items = new ArrayList<>();
      for (TableColumn column : found.definition().visible()) {
        List<Syntax.When> whens = new ArrayList<>();
        Syntax old = name(target, column.name());
        for (MergeBranch branch : merge.branches())
          whens.add(new Syntax.When(holds(branch), value(branch, column, old)));
        items.add(
            Syntax.Alias.of(
                new Syntax.Case(Optional.empty(), whens, Optional.of(old), origin),
                column.name(),
                origin));
      }
      return items;
    }

    private Syntax value(MergeBranch branch, TableColumn column, Syntax old) {
      return switch (branch.action()) {
        case DELETE -> old;
        case UPDATE_ALL, INSERT_ALL -> ofSource(branch, column);
        case UPDATE -> assigned(branch, column).orElse(old);
        case INSERT ->
            assigned(branch, column)
                .orElseGet(
                    () -> RowChanges.stored(column, RowChanges.defaultOf(column, origin), origin));
      };
    }

    private Syntax ofSource(MergeBranch branch, TableColumn column) {
      if (source.isPresent())
        return RowChanges.stored(column, name(source.get(), column.name()), branch.origin());
      throw QueryErrors.at(
          SqlError.SQL_UNSUPPORTED,
          branch.origin(),
          "The source of the MERGE has no name, by which * would find its columns",
          "Give it an alias");
    }

    private Optional<Syntax> assigned(MergeBranch branch, TableColumn column) {
      for (Assignment each : branch.assignments())
        if (RowChanges.column(found, merge.alias(), each).equals(column))
          return Optional.of(RowChanges.value(column, each));
      return Optional.empty();
    }
  }
}
