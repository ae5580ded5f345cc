package io.brasa.sql.analysis;

import io.brasa.sql.expression.Attribute;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The columns that names reach, in order.
 *
 * @param files those that say of which files rows are, if the query asks for any
 */
record Scope(List<Column> columns, List<FileFacts> files) {
  static final Scope EMPTY = new Scope(List.of());

  Scope {
    columns = List.copyOf(columns);
    files = List.copyOf(files);
  }

  Scope(List<Column> columns) {
    this(columns, List.of());
  }

  Scope with(List<FileFacts> others) {
    return new Scope(columns, others);
  }

  /** A column that a name may mean, and the fields of it that the rest of the name goes into. */
  record Match(Column column, List<String> fields) {}

  /** All columns of a plan under one qualifier. */
  static Scope of(List<String> qualifier, List<Attribute> attributes) {
    return new Scope(attributes.stream().map(a -> Column.of(qualifier, a)).toList());
  }

  /** The columns that {@code *} stands for. */
  List<Column> visible() {
    return columns.stream().filter(column -> !column.isHidden()).toList();
  }

  List<Attribute> attributes() {
    return visible().stream().map(Column::attribute).toList();
  }

  /** Columns of both, the other's behind. */
  Scope and(Scope other) {
    List<Column> all = new ArrayList<>(columns);
    all.addAll(other.columns);
    if (files.isEmpty() && other.files.isEmpty()) return new Scope(all);
    List<FileFacts> both = new ArrayList<>(files);
    both.addAll(other.files);
    return new Scope(all, both);
  }

  /** The visible columns under another qualifier. */
  Scope as(String qualifier) {
    return as(List.of(qualifier));
  }

  /** The same, by the parts of a qualifier, outermost first. */
  Scope as(List<String> qualifier) {
    return new Scope(
        visible().stream()
            .map(c -> new Column(qualifier, c.name(), c.attribute(), c.original(), false))
            .toList(),
        files.stream().map(facts -> facts.as(qualifier)).toList());
  }

  /** The same names for the columns as a plan gives them: some may be null there. */
  Scope over(List<Attribute> output) {
    Map<Long, Attribute> byId = new HashMap<>();
    for (Attribute a : output) byId.put(a.id(), a);
    return new Scope(
        columns.stream()
            .map(c -> c.with(byId.getOrDefault(c.attribute().id(), c.attribute())))
            .toList(),
        files.stream().map(facts -> facts.map(a -> byId.getOrDefault(a.id(), a))).toList());
  }

  /** The same where any column may be null. */
  Scope nullable() {
    return new Scope(columns.stream().map(c -> c.with(c.attribute().asNullable())).toList(), files);
  }

  /**
   * What a name may mean. A qualifier goes before a column with fields: {@code a.b} is column b of
   * a if there is one, and only else field b of column a.
   */
  List<Match> find(List<String> parts) {
    for (int split = parts.size() - 1; split > 0; split--) {
      List<Match> qualified = new ArrayList<>();
      List<String> qualifier = parts.subList(0, split);
      for (Column column : columns) {
        if (column.name().equalsIgnoreCase(parts.get(split)) && column.isQualifiedBy(qualifier))
          qualified.add(new Match(column, parts.subList(split + 1, parts.size())));
      }
      if (!qualified.isEmpty()) return qualified;
    }
    List<Match> plain = new ArrayList<>();
    for (Column column : columns) {
      if (!column.isHidden() && column.name().equalsIgnoreCase(parts.getFirst()))
        plain.add(new Match(column, parts.subList(1, parts.size())));
    }
    return plain;
  }

  /** The column that a DataFrame knows by an attribute. */
  Optional<Column> find(Attribute attribute) {
    Optional<Column> renewed = Optional.empty();
    for (Column column : columns) {
      if (column.attribute().id() == attribute.id()) return Optional.of(column);
      if (column.original() == attribute.id() && renewed.isEmpty()) renewed = Optional.of(column);
    }
    return renewed;
  }

  /** The columns behind {@code qualifier.*}: those that USING merged come first, as in Spark. */
  List<Column> qualified(List<String> qualifier) {
    List<Column> found = new ArrayList<>();
    for (Column column : columns)
      if (column.isHidden() && column.isQualifiedBy(qualifier)) found.add(column);
    for (Column column : columns)
      if (!column.isHidden() && column.isQualifiedBy(qualifier)) found.add(column);
    return found;
  }
}
