package io.brasa.sql;

import io.brasa.sql.error.QueryErrors;
import io.brasa.sql.error.SqlError;
import io.brasa.sql.expression.Expression;
import io.brasa.sql.syntax.Origin;
import io.brasa.sql.syntax.Statement;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * The variables of a block or of a row of a loop, those around it, and last those of the session.
 * Belongs to one thread.
 */
final class ScriptScope implements Variables {
  private final Variables around;
  private final Optional<String> label;
  private final Map<String, Variable> own = new HashMap<>();

  ScriptScope(Variables around, Optional<String> label) {
    this.around = around;
    this.label = label.map(ScriptScope::key);
  }

  private static String key(String name) {
    return name.toLowerCase(Locale.ROOT);
  }

  @Override
  public Map<String, Expression> values() {
    Map<String, Expression> values = new HashMap<>(around.values());
    own.forEach(
        (name, variable) -> {
          values.put(name, variable.value());
          label.ifPresent(l -> values.put(l + "." + name, variable.value()));
        });
    return values;
  }

  @Override
  public void declare(String name, Variable variable, boolean replaces, Origin origin) {
    if (own.putIfAbsent(key(name), variable) != null)
      throw QueryErrors.at(
          SqlError.VARIABLE_EXISTS,
          origin,
          "There is a variable " + name + " in this block already",
          "Choose another name, or a block of its own");
  }

  private Optional<String> ownKey(String name) {
    String key = key(name);
    if (key.startsWith(Statement.OF_SESSION)) return Optional.empty();
    if (own.containsKey(key)) return Optional.of(key);
    String bare =
        label
            .filter(l -> key.startsWith(l + "."))
            .map(l -> key.substring(l.length() + 1))
            .orElse("");
    return own.containsKey(bare) ? Optional.of(bare) : Optional.empty();
  }

  @Override
  public Variable require(String name, Origin origin) {
    Optional<String> key = ownKey(name);
    return key.isPresent() ? own.get(key.get()) : around.require(name, origin);
  }

  @Override
  public void set(String name, Expression value, Origin origin) {
    Optional<String> key = ownKey(name);
    if (key.isEmpty()) {
      around.set(name, value, origin);
      return;
    }
    Variable before = own.get(key.get());
    own.put(key.get(), new Variable(before.type(), before.initial(), value));
  }
}
