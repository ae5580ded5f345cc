package io.brasa.shell.snippet;

import java.util.List;
import jdk.jshell.Diag;

/** What came of one snippet. */
public sealed interface Outcome {
  /** It went well and there is nothing to show. */
  record Done() implements Outcome {}

  /**
   * An expression or the declaration of a variable gave a value.
   *
   * @param isDeclared whether the user named the variable
   * @param value may be null
   */
  record Value(String name, String type, boolean isDeclared, Object value) implements Outcome {}

  /**
   * A class, record, interface, enum, method or variable is known from now on.
   *
   * @param kind for people: {@code record}, {@code method}
   * @param isNew false when one of this name was there before
   * @param missing what it refers to and what is not there yet
   * @param lost variables that have no value any more, since their type has changed
   */
  record Declared(String kind, String name, boolean isNew, List<String> missing, List<String> lost)
      implements Outcome {
    Declared losing(List<String> variables) {
      return new Declared(kind, name, isNew, missing, variables);
    }
  }

  /**
   * The compiler refused it.
   *
   * @param source what {@code problems} speak of
   */
  record Refused(String source, Origin origin, List<Diag> problems) implements Outcome {}

  /** It, or what it calls, threw. */
  record Failed(Throwable failure) implements Outcome {}

  /**
   * It called what was declared before all that this refers to.
   *
   * @param users what was declared so, each with what it lacks
   */
  record Undeclared(List<String> users) implements Outcome {}

  /** The text ends within a snippet. */
  record Unfinished(String source, Origin origin) implements Outcome {}

  /** Whether what comes behind it may go on. */
  default boolean isGood() {
    return this instanceof Done || this instanceof Value || this instanceof Declared;
  }
}
