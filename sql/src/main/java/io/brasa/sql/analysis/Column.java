package io.brasa.sql.analysis;

import io.brasa.sql.expression.Attribute;
import java.util.List;

/**
 * A column in reach.
 *
 * @param qualifier the names before its own, outermost first; empty if it has none
 * @param original the id under which a DataFrame knows it: another than the attribute's where a
 *     plan stands twice in a query
 * @param isHidden whether only its qualified name reaches it: a column that USING merged
 */
record Column(
    List<String> qualifier, String name, Attribute attribute, long original, boolean isHidden) {
  static Column of(List<String> qualifier, Attribute attribute) {
    return new Column(qualifier, attribute.name(), attribute, attribute.id(), false);
  }

  Column with(Attribute other) {
    return new Column(qualifier, name, other, original, isHidden);
  }

  /** The same under another name. */
  Column named(String other) {
    return new Column(qualifier, other, attribute, original, isHidden);
  }

  Column hidden() {
    return new Column(qualifier, name, attribute, original, true);
  }

  /** Whether these are its last qualifiers. */
  boolean isQualifiedBy(List<String> parts) {
    int before = qualifier.size() - parts.size();
    if (before < 0) return false;
    for (int i = 0; i < parts.size(); i++) {
      if (!qualifier.get(before + i).equalsIgnoreCase(parts.get(i))) return false;
    }
    return true;
  }

  /** The name that reaches it among others of its name in other tables. */
  String fullName() {
    return qualifier.isEmpty() ? name : qualifier.getLast() + "." + name;
  }

  /** The name that reaches it though a table of another database has the same name. */
  String longestName() {
    return qualifier.isEmpty() ? name : String.join(".", qualifier) + "." + name;
  }
}
