package io.brasa.sql;

import io.brasa.columnar.source.Source;
import io.brasa.columnar.vector.Batch;
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
      if (has(Matching.MATCHED)) requireOneMatch(rows);
      Relation joined =
          joined(rows, has(Matching.NOT_MATCHED) ? JoinKind.FULL : JoinKind.LEFT, TARGET);
      Relation kept = new Relation.Filter(joined, kept(), origin);
      Relation changed = new Relation.Project(kept, items(), origin);
      return new RowChanges.Rewritten(files, changes.stored(found, changed, origin));
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

    private Relation joined(Relation rows, JoinKind kind, String mark) {
      Syntax value =
          mark.equals(ROW)
              ? RowChanges.call("monotonically_increasing_id", origin)
              : RowChanges.truth(true, origin);
      return new Relation.Join(
          marked(rows, mark, value, Optional.of(target)),
          marked(merge.source(), SOURCE, RowChanges.truth(true, origin), source),
          kind,
          new JoinCondition.On(merge.condition()),
          false,
          origin);
    }

    private Syntax name(String... parts) {
      return new Syntax.Name(List.of(parts), origin);
    }

    /** Fails with {@code MERGE_AMBIGUOUS} if several rows of the source would change a row. */
    private void requireOneMatch(Relation rows) {
      List<Syntax> conditions = new ArrayList<>();
      for (MergeBranch branch : merge.branches())
        if (branch.matching() == Matching.MATCHED)
          conditions.add(
              branch
                  .condition()
                  .map(RowChanges::holds)
                  .orElseGet(() -> RowChanges.truth(true, origin)));
      Syntax any = conditions.getFirst();
      for (Syntax each : conditions.subList(1, conditions.size()))
        any = RowChanges.call("or", origin, any, each);
      Relation matched = new Relation.Filter(joined(rows, JoinKind.INNER, ROW), any, origin);
      Relation counted =
          new Relation.Aggregate(
              matched,
              List.of(new Relation.GroupingElement.Key(name(ROW))),
              List.of(
                  Syntax.Alias.of(
                      RowChanges.call(
                          "count",
                          origin,
                          new Syntax.Constant(
                              1, io.brasa.columnar.type.AtomicType.INTEGER, origin)),
                      "__count",
                      origin)),
              origin);
      Syntax several =
          RowChanges.call(
              ">",
              origin,
              name("__count"),
              new Syntax.Constant(1, io.brasa.columnar.type.AtomicType.INTEGER, origin));
      Relation some =
          new Relation.Limit(
              new Relation.Filter(counted, several, origin),
              Optional.of(
                  new Syntax.Constant(1, io.brasa.columnar.type.AtomicType.INTEGER, origin)),
              Optional.empty(),
              origin);
      for (Batch batch :
          session.execution().collect(session.analyzed(some, context).plan(), "merge"))
        if (batch.rowCount() > 0)
          throw QueryErrors.at(
              SqlError.MERGE_AMBIGUOUS,
              origin,
              "Several rows of the source match one row of " + found.name(),
              "Let the condition match one, or group the source");
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
                    () ->
                        RowChanges.stored(column, RowChanges.defaultOf(column, origin), origin));
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
