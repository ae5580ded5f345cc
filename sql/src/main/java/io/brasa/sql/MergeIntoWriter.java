package io.brasa.sql;

import io.brasa.sql.syntax.CatalogStatement;
import io.brasa.sql.syntax.CatalogStatement.Assignment;
import io.brasa.sql.syntax.CatalogStatement.Matching;
import io.brasa.sql.syntax.CatalogStatement.MergeAction;
import io.brasa.sql.syntax.CatalogStatement.MergeBranch;
import io.brasa.sql.syntax.Origin;
import io.brasa.sql.syntax.Relation;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Collects what becomes of the rows of a table and of those of a frame that match or do not, and
 * does it: {@code frame.as("s").mergeInto("t", expr("s.id = t.id")).whenMatched().updateAll()
 * .merge()}. The table's columns are reached by the table's name. Branches are tried in order. Not
 * thread-safe.
 */
public final class MergeIntoWriter {
  private final DataFrame frame;
  private final List<String> table;
  private final Column condition;
  private final List<MergeBranch> branches = new ArrayList<>();

  MergeIntoWriter(DataFrame frame, String table, Column condition) {
    this.frame = frame;
    this.table = Columns.parts(table, Columns.here("mergeInto"));
    this.condition = condition;
  }

  /** Rows of the table that match one of the frame. */
  public Branch whenMatched() {
    return new Branch(Matching.MATCHED, Optional.empty());
  }

  /** As above, where a condition holds too. */
  public Branch whenMatched(Column also) {
    return new Branch(Matching.MATCHED, Optional.of(also));
  }

  /** Rows of the frame that match none of the table. */
  public Branch whenNotMatched() {
    return new Branch(Matching.NOT_MATCHED, Optional.empty());
  }

  /** As above, where a condition holds too. */
  public Branch whenNotMatched(Column also) {
    return new Branch(Matching.NOT_MATCHED, Optional.of(also));
  }

  /** Rows of the table that match none of the frame. */
  public Branch whenNotMatchedBySource() {
    return new Branch(Matching.NOT_MATCHED_BY_SOURCE, Optional.empty());
  }

  /** As above, where a condition holds too. */
  public Branch whenNotMatchedBySource(Column also) {
    return new Branch(Matching.NOT_MATCHED_BY_SOURCE, Optional.of(also));
  }

  /** What is done with some rows. */
  public final class Branch {
    private final Matching matching;
    private final Optional<Column> also;

    private Branch(Matching matching, Optional<Column> also) {
      this.matching = matching;
      this.also = also;
    }

    /** Each column of the table gets the value of the frame's of its name. */
    public MergeIntoWriter updateAll() {
      return add(MergeAction.UPDATE_ALL, Map.of(), "updateAll");
    }

    /** Columns of the table get values. */
    public MergeIntoWriter update(Map<String, Column> values) {
      return add(MergeAction.UPDATE, values, "update");
    }

    /** The rows go. */
    public MergeIntoWriter delete() {
      return add(MergeAction.DELETE, Map.of(), "delete");
    }

    /** The rows of the frame come to the table, by the names of columns. */
    public MergeIntoWriter insertAll() {
      return add(MergeAction.INSERT_ALL, Map.of(), "insertAll");
    }

    /** Rows come to the table, of these values and the defaults of other columns. */
    public MergeIntoWriter insert(Map<String, Column> values) {
      return add(MergeAction.INSERT, values, "insert");
    }

    private MergeIntoWriter add(MergeAction action, Map<String, Column> values, String operation) {
      Origin origin = Columns.here(operation);
      boolean isInsert = action == MergeAction.INSERT || action == MergeAction.INSERT_ALL;
      if (isInsert != (matching == Matching.NOT_MATCHED))
        throw new IllegalStateException(operation + " does not go with " + matching);
      List<Assignment> assignments = new ArrayList<>();
      values.forEach(
          (name, value) ->
              assignments.add(
                  new Assignment(
                      Columns.parts(name, origin), Optional.of(value.syntax()), origin)));
      branches.add(
          new MergeBranch(matching, also.map(Column::syntax), action, assignments, origin));
      return MergeIntoWriter.this;
    }
  }

  /**
   * Does it all in one commit. Fails with {@code TABLE_NOT_FOUND}, and {@code MERGE_AMBIGUOUS} if
   * several rows of the frame would change one of the table.
   */
  public void merge() {
    Origin origin = Columns.here("merge");
    BrasaSession session = frame.session();
    session
        .catalogStatements(session.analysis(List.of(), Map.of()))
        .run(
            new CatalogStatement.Merge(
                table, Optional.empty(), source(origin), condition.syntax(), branches, origin));
  }

  /** By the name that the frame was given, if it was. */
  private Relation source(Origin origin) {
    Relation rows = frame.relation(origin);
    if (!(rows instanceof Relation.Analyzed analyzed)) return rows;
    List<List<String>> names = analyzed.qualifiers().stream().distinct().toList();
    boolean isNamed = names.size() == 1 && names.getFirst().size() == 1;
    String name = isNamed ? names.getFirst().getFirst() : "source";
    return new Relation.Aliased(rows, name, List.of(), origin);
  }
}
