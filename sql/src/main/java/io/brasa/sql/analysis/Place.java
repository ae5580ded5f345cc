package io.brasa.sql.analysis;

import io.brasa.sql.expression.Expression;
import io.brasa.sql.expression.LambdaVariable;
import io.brasa.sql.syntax.Syntax;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * Where an expression stands, and so what it may say.
 *
 * @param clause for messages: {@code WHERE}
 * @param scope the columns of the query at hand
 * @param around what else it sees
 * @param allowed kinds of functions that may stand here
 * @param aliases what items of the select list are called
 * @param windows those that the query names, in lower case
 * @param variables of lambdas around, innermost last
 * @param times where windows of time become columns of the rows; empty where they do not
 */
record Place(
    String clause,
    Scope scope,
    Surroundings around,
    Allowed allowed,
    Aliases aliases,
    Map<String, Syntax.Window.Defined> windows,
    List<LambdaVariable> variables,
    Optional<TimeWindows> times) {
  /** Which functions may stand somewhere. */
  record Allowed(boolean aggregates, boolean windows) {
    static final Allowed PLAIN = new Allowed(false, false);
    static final Allowed AGGREGATES = new Allowed(true, false);
    static final Allowed ALL = new Allowed(true, true);
  }

  /**
   * Names of select items.
   *
   * @param byName in lower case
   * @param areFirst whether they hide columns of their names
   * @param areCopied whether the item stays where it is: sub-queries in it are then made anew
   */
  record Aliases(Map<String, Expression> byName, boolean areFirst, boolean areCopied) {
    static final Aliases NONE = new Aliases(Map.of(), false, false);

    Aliases last() {
      return new Aliases(byName, false, areCopied);
    }
  }

  static Place of(String clause, Scope scope, Surroundings around) {
    return new Place(
        clause, scope, around, Allowed.PLAIN, Aliases.NONE, Map.of(), List.of(), Optional.empty());
  }

  Place allowing(Allowed other) {
    return new Place(clause, scope, around, other, aliases, windows, variables, times);
  }

  Place in(String otherClause) {
    return new Place(otherClause, scope, around, allowed, aliases, windows, variables, times);
  }

  /** With the named windows of a query. */
  Place withWindows(Map<String, Syntax.Window.Defined> named) {
    Map<String, Syntax.Window.Defined> lower = new HashMap<>();
    named.forEach((name, window) -> lower.put(name.toLowerCase(Locale.ROOT), window));
    return new Place(clause, scope, around, allowed, aliases, lower, variables, times);
  }

  Place with(TimeWindows others) {
    return new Place(
        clause, scope, around, allowed, aliases, windows, variables, Optional.of(others));
  }

  Place with(Aliases others) {
    return new Place(clause, scope, around, allowed, others, windows, variables, times);
  }

  /** Where arguments of an aggregate stand: the columns of the input come first. */
  Place insideAggregate() {
    return new Place(
        "an aggregate", scope, around, Allowed.PLAIN, aliases.last(), windows, variables, times);
  }

  Place withVariables(List<LambdaVariable> more) {
    List<LambdaVariable> all = new ArrayList<>(variables);
    all.addAll(more);
    return new Place(clause, scope, around, allowed, aliases, windows, all, times);
  }
}
