package io.brasa.sql.parser;

import io.brasa.sql.syntax.CatalogStatement;
import io.brasa.sql.syntax.CatalogStatement.Assignment;
import io.brasa.sql.syntax.CatalogStatement.Matching;
import io.brasa.sql.syntax.CatalogStatement.MergeAction;
import io.brasa.sql.syntax.CatalogStatement.MergeBranch;
import io.brasa.sql.syntax.CatalogStatement.PartitionValue;
import io.brasa.sql.syntax.Relation;
import io.brasa.sql.syntax.Syntax;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Statements that change the rows of a table. */
record ChangeParser(Cursor cursor, ClauseParser clauses, QueryParser queries) {
  /** Empty if it is another statement. */
  Optional<CatalogStatement> change(int mark) {
    if (cursor.accept("INSERT")) return Optional.of(insert(mark));
    if (cursor.accept("TRUNCATE")) {
      cursor.expect("TABLE");
      List<String> name = cursor.qualifiedName();
      return Optional.of(
          new CatalogStatement.Truncate(name, clauses.optionalPartition(), cursor.from(mark)));
    }
    if (cursor.accept("DELETE")) {
      cursor.expect("FROM");
      List<String> name = cursor.qualifiedName();
      Optional<String> alias = alias();
      return Optional.of(
          new CatalogStatement.Delete(name, alias, condition("WHERE"), cursor.from(mark)));
    }
    if (cursor.accept("UPDATE")) {
      List<String> name = cursor.qualifiedName();
      Optional<String> alias = alias();
      cursor.expect("SET");
      List<Assignment> assignments = cursor.list(this::assignment);
      return Optional.of(
          new CatalogStatement.Update(
              name, alias, assignments, condition("WHERE"), cursor.from(mark)));
    }
    if (cursor.accept("MERGE")) return Optional.of(merge(mark));
    return Optional.empty();
  }

  private Optional<String> alias() {
    boolean isWritten = cursor.accept("AS");
    return isWritten || cursor.isAtAlias() ? Optional.of(cursor.name()) : Optional.empty();
  }

  private Optional<Syntax> condition(String word) {
    return cursor.accept(word) ? Optional.of(queries.expressions().expression()) : Optional.empty();
  }

  private CatalogStatement insert(int mark) {
    boolean overwrites = cursor.accept("OVERWRITE");
    if (!overwrites) cursor.expect("INTO");
    else cursor.accept("INTO");
    boolean isLocal = cursor.accept("LOCAL");
    if (cursor.accept("DIRECTORY")) return folder(mark);
    if (isLocal) throw cursor.unexpected("DIRECTORY");
    cursor.accept("TABLE");
    List<String> name = cursor.qualifiedName();
    List<PartitionValue> partition = clauses.optionalPartition();
    boolean ifNotExists = cursor.accept("IF", "NOT", "EXISTS");
    boolean byName = cursor.accept("BY", "NAME");
    List<String> columns =
        cursor.isAtSign("(") && !queries.expressions().isAtQuery()
            ? cursor.bracketed(() -> cursor.list(cursor::name))
            : List.of();
    Optional<Syntax> replaced = Optional.empty();
    if (cursor.accept("REPLACE")) {
      cursor.expect("WHERE");
      replaced = Optional.of(queries.expressions().expression());
    }
    return new CatalogStatement.Insert(
        name,
        overwrites,
        partition,
        ifNotExists,
        columns,
        byName,
        replaced,
        queries.query(),
        cursor.from(mark));
  }

  private CatalogStatement folder(int mark) {
    Optional<String> path =
        cursor.peek().kind() == Token.Kind.STRING ? Optional.of(cursor.string()) : Optional.empty();
    cursor.expect("USING");
    String provider = cursor.name();
    Map<String, String> options = cursor.accept("OPTIONS") ? clauses.options() : Map.of();
    return new CatalogStatement.InsertFolder(
        path, provider, options, queries.query(), cursor.from(mark));
  }

  private Assignment assignment() {
    int mark = cursor.mark();
    List<String> column = cursor.qualifiedName();
    cursor.expectSign("=");
    return new Assignment(column, value(), cursor.from(mark));
  }

  /** Empty for DEFAULT. */
  private Optional<Syntax> value() {
    boolean isDefault = cursor.isAt("DEFAULT") && !cursor.peek(1).isSign("(");
    if (isDefault) cursor.take();
    return isDefault ? Optional.empty() : Optional.of(queries.expressions().expression());
  }

  // ---- MERGE

  private CatalogStatement merge(int mark) {
    if (cursor.accept("WITH")) throw cursor.unsupported(mark, "MERGE WITH SCHEMA EVOLUTION");
    cursor.expect("INTO");
    List<String> name = cursor.qualifiedName();
    Optional<String> alias = alias();
    cursor.expect("USING");
    Relation source = queries.relation();
    cursor.expect("ON");
    Syntax condition = queries.expressions().expression();
    List<MergeBranch> branches = new ArrayList<>();
    while (cursor.isAt("WHEN")) branches.add(branch());
    if (branches.isEmpty()) throw cursor.unexpected("WHEN");
    return new CatalogStatement.Merge(name, alias, source, condition, branches, cursor.from(mark));
  }

  private MergeBranch branch() {
    int mark = cursor.mark();
    cursor.expect("WHEN");
    Matching matching = Matching.MATCHED;
    if (cursor.accept("NOT")) matching = Matching.NOT_MATCHED;
    cursor.expect("MATCHED");
    if (matching == Matching.NOT_MATCHED && cursor.accept("BY")) {
      if (cursor.accept("SOURCE")) matching = Matching.NOT_MATCHED_BY_SOURCE;
      else cursor.expect("TARGET");
    }
    Optional<Syntax> condition = condition("AND");
    cursor.expect("THEN");
    if (matching == Matching.NOT_MATCHED) return inserting(condition, mark);
    if (cursor.accept("DELETE"))
      return new MergeBranch(matching, condition, MergeAction.DELETE, List.of(), cursor.from(mark));
    cursor.expect("UPDATE");
    cursor.expect("SET");
    if (cursor.acceptSign("*"))
      return new MergeBranch(
          matching, condition, MergeAction.UPDATE_ALL, List.of(), cursor.from(mark));
    List<Assignment> assignments = cursor.list(this::assignment);
    return new MergeBranch(matching, condition, MergeAction.UPDATE, assignments, cursor.from(mark));
  }

  private MergeBranch inserting(Optional<Syntax> condition, int mark) {
    cursor.expect("INSERT");
    if (cursor.acceptSign("*"))
      return new MergeBranch(
          Matching.NOT_MATCHED, condition, MergeAction.INSERT_ALL, List.of(), cursor.from(mark));
    List<List<String>> columns = cursor.bracketed(() -> cursor.list(cursor::qualifiedName));
    cursor.expect("VALUES");
    List<Optional<Syntax>> values = cursor.bracketed(() -> cursor.list(this::value));
    if (values.size() != columns.size())
      throw cursor.invalid(
          mark,
          columns.size() + " columns are to be inserted, and " + values.size() + " values given",
          "Give a value for each column");
    List<Assignment> assignments = new ArrayList<>();
    for (int i = 0; i < columns.size(); i++)
      assignments.add(new Assignment(columns.get(i), values.get(i), cursor.from(mark)));
    return new MergeBranch(
        Matching.NOT_MATCHED, condition, MergeAction.INSERT, assignments, cursor.from(mark));
  }
}
