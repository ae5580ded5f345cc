package io.brasa.sql;

import io.brasa.core.error.CoreError;
import io.brasa.runtime.error.EngineException;
import io.brasa.sql.error.SqlError;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * The settings of a session's queries, which begin with {@code sql.}; a change holds for queries
 * that begin after it. Thread-safe.
 */
public final class RuntimeConfig {
  private final Map<String, String> values;
  private volatile SessionSettings settings;

  RuntimeConfig(Map<String, String> given) {
    this.values = new TreeMap<>(given);
    this.settings = SessionSettings.of(given);
  }

  SessionSettings settings() {
    return settings;
  }

  /**
   * Changes a setting. Fails with {@code SETTING_INVALID} on what is not understood, and with
   * {@code SESSION_MISUSED} on settings of the context, which are fixed.
   */
  public synchronized void set(String name, String value) {
    SparkSettings.refuse(name);
    if (!isModifiable(name)) {
      throw new EngineException(
          SqlError.SESSION_MISUSED,
          "The setting " + name + " cannot be changed while the session runs",
          "Give it to the session's builder");
    }
    Map<String, String> changed = new TreeMap<>(values);
    changed.put(name, value);
    settings = SessionSettings.of(changed);
    values.put(name, value);
  }

  public void set(String name, boolean value) {
    set(name, String.valueOf(value));
  }

  public void set(String name, long value) {
    set(name, String.valueOf(value));
  }

  /** Gives a setting its default again. */
  public synchronized void unset(String name) {
    Map<String, String> changed = new TreeMap<>(values);
    changed.remove(name);
    settings = SessionSettings.of(changed);
    values.remove(name);
  }

  /** The value given to a setting. Fails with {@code SETTING_INVALID} if none was. */
  public String get(String name) {
    return getOption(name)
        .orElseThrow(
            () ->
                new EngineException(
                    CoreError.SETTING_INVALID,
                    "The setting " + name + " was given no value",
                    "Set it, or ask by getOption"));
  }

  public String get(String name, String otherwise) {
    return getOption(name).orElse(otherwise);
  }

  public synchronized Optional<String> getOption(String name) {
    return Optional.ofNullable(values.get(name));
  }

  /** All that were given, in order of their names. */
  public synchronized Map<String, String> getAll() {
    return new TreeMap<>(values);
  }

  /** Whether it may be set while the session runs. */
  public boolean isModifiable(String name) {
    return name.startsWith(SessionSettings.PREFIX)
        && !name.equals(SessionSettings.WAREHOUSE)
        && !name.equals(SessionSettings.RETENTION);
  }
}
