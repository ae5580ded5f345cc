package io.brasa.core.closure;

import io.brasa.core.closure.bytecode.OuterUse;
import java.lang.reflect.Field;

/**
 * An object met in a captured graph and how it was reached; the steps back to the function are the
 * field path of messages.
 *
 * @param from null for the function itself
 * @param edge a {@link Field}, an index in an array or collection, or a name for everything else;
 *     names of captured values are looked up only for a message
 * @param isCertain whether serialisation is sure to follow this way; hooks of user classes decide
 *     for themselves
 */
record Step(Object object, Step from, Object edge, boolean isCertain) {
  /** The place of a value among those that a lambda captures. */
  record Captured(LambdaContent lambda, int index) {}

  /** The outer object of a lambda. */
  static final String THIS = "this";

  Step to(Object value, Object way) {
    return new Step(value, this, way, isCertain);
  }

  Step uncertain(Object value, Object way) {
    return new Step(value, this, way, false);
  }

  /** The path from the function to here, for example {@code this -> jobs[3] -> connection}. */
  String path() {
    if (from == null) return "";
    String before = from.path();
    String name = name();
    if (before.isEmpty() || name.startsWith("[")) return before + name;
    return before + " -> " + name;
  }

  /** The step that leads out of the function itself. */
  Step first() {
    Step step = this;
    while (step.from != null && step.from.from != null) step = step.from;
    return step;
  }

  private String name() {
    return switch (edge) {
      case Field field when OuterUse.isOuterReference(field) ->
          field.getType().getSimpleName() + ".this";
      case Field field when field.isSynthetic() && field.getName().startsWith("val$") ->
          field.getName().substring(4);
      case Field field -> field.getName();
      case Integer index -> "[" + index + "]";
      case Captured captured -> CapturedNames.of(captured.lambda, captured.index);
      default -> edge.toString();
    };
  }
}
