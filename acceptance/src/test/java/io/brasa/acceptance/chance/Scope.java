package io.brasa.acceptance.chance;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * The columns that an expression may name.
 *
 * @param outer those of all queries around, for correlated sub-queries
 */
record Scope(List<Column> columns, List<Column> outer) {
  /** A column by its qualified name. */
  record Column(String name, Kind kind) {
    /** The last part of the name. */
    String simple() {
      return name.substring(name.indexOf('.') + 1);
    }
  }

  static final Scope NOTHING = new Scope(List.of(), List.of());

  List<Column> of(Kind kind) {
    return columns.stream().filter(column -> column.kind == kind).toList();
  }

  List<Column> outerOf(Kind kind) {
    return outer.stream().filter(column -> column.kind == kind).toList();
  }

  /** Whether no two rows can be equal in all columns: each relation has its key. */
  boolean hasKey() {
    Set<String> relations = new HashSet<>();
    Set<String> keyed = new HashSet<>();
    for (Column column : columns) {
      String relation = column.name.substring(0, column.name.indexOf('.'));
      relations.add(relation);
      if (column.simple().equals("id")) keyed.add(relation);
    }
    return relations.equals(keyed);
  }

  /** Whether a name without its relation's may mean a column. */
  boolean hasSimple(String name) {
    return columns.stream().anyMatch(column -> column.simple().equals(name))
        || outer.stream().anyMatch(column -> column.simple().equals(name));
  }

  /** Of a query within. */
  Scope inside() {
    List<Column> all = new ArrayList<>(columns);
    all.addAll(outer);
    return new Scope(List.of(), all);
  }
}
