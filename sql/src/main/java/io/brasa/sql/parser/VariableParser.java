package io.brasa.sql.parser;

import io.brasa.columnar.type.DataType;
import io.brasa.sql.parser.Token.Kind;
import io.brasa.sql.syntax.Relation;
import io.brasa.sql.syntax.Statement;
import io.brasa.sql.syntax.Syntax;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/** Statements about variables of the session. */
record VariableParser(Cursor cursor, QueryParser queries) {
  Statement declare(int mark) {
    boolean replaces = cursor.accept("OR", "REPLACE");
    if (!cursor.accept("VARIABLE")) cursor.accept("VAR");
    List<String> names = cursor.list(this::name);
    boolean hasValue = isAtValue();
    Optional<DataType> type =
        hasValue || cursor.peek().kind() == Kind.END
            ? Optional.empty()
            : Optional.of(new TypeParser(cursor).type());
    Optional<Syntax> value = Optional.empty();
    if (cursor.accept("DEFAULT") || cursor.acceptSign("="))
      value = Optional.of(queries.expressions().expression());
    if (type.isEmpty() && value.isEmpty()) throw cursor.unexpected("a type or DEFAULT");
    return new Statement.DeclareVariable(names, type, value, replaces, cursor.from(mark));
  }

  private boolean isAtValue() {
    return cursor.isAt("DEFAULT") || cursor.isAtSign("=");
  }

  /** {@code label.name} is a variable of a script, {@code session.name} never. */
  private String name() {
    List<String> parts = cursor.qualifiedName();
    String bare = SqlParser.ofSession(parts);
    return bare.equals(String.join(".", parts)) ? bare : Statement.OF_SESSION + bare;
  }

  private List<String> distinct(List<String> names, int mark) {
    Set<String> known = new HashSet<>();
    for (String name : names)
      if (!known.add(name.toLowerCase(Locale.ROOT)))
        throw cursor.invalid(
            mark, "The variable " + name + " gets two values", "Give each variable one");
    return names;
  }

  /** Behind SET: whether a variable is meant, and not a setting of this name. */
  boolean isAtAssignment() {
    boolean isWord = cursor.isAt("VAR") || cursor.isAt("VARIABLE");
    return isWord && !cursor.peek(1).isSign("=") && !cursor.peek(1).isSign(".");
  }

  /** In a script SET needs no further word. */
  Statement set(int mark) {
    boolean isWord = cursor.isAt("VAR") || cursor.isAt("VARIABLE");
    if (isWord && !cursor.peek(1).isSign("=")) cursor.take();
    List<String> names = new ArrayList<>();
    if (cursor.isAtSign("(")) {
      names.addAll(cursor.bracketed(() -> cursor.list(this::name)));
      cursor.expectSign("=");
      Relation query = cursor.bracketed(queries::query);
      return new Statement.SetVariables(
          distinct(names, mark), List.of(), Optional.of(query), cursor.from(mark));
    }
    List<Optional<Syntax>> values = cursor.list(() -> assigned(names));
    return new Statement.SetVariables(
        distinct(names, mark), values, Optional.empty(), cursor.from(mark));
  }

  private Optional<Syntax> assigned(List<String> names) {
    names.add(name());
    cursor.expectSign("=");
    return cursor.accept("DEFAULT")
        ? Optional.empty()
        : Optional.of(queries.expressions().expression());
  }

  Statement drop(int mark) {
    boolean ifExists = cursor.accept("IF", "EXISTS");
    return new Statement.DropVariable(name(), ifExists, cursor.from(mark));
  }

  Statement execute(int mark) {
    Syntax text = queries.expressions().expression();
    List<String> into = cursor.accept("INTO") ? distinct(cursor.list(this::name), mark) : List.of();
    List<Syntax> values = List.of();
    if (cursor.accept("USING"))
      values =
          cursor.isAtSign("(")
              ? cursor.bracketed(() -> cursor.list(this::argument))
              : cursor.list(this::argument);
    return new Statement.ExecuteImmediate(text, into, values, cursor.from(mark));
  }

  private Syntax argument() {
    int mark = cursor.mark();
    Syntax value = queries.expressions().expression();
    return cursor.accept("AS") ? Syntax.Alias.of(value, cursor.name(), cursor.from(mark)) : value;
  }
}
