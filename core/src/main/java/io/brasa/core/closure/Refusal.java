package io.brasa.core.closure;

import io.brasa.core.closure.bytecode.OuterUse;
import io.brasa.core.error.CoreError;
import io.brasa.runtime.error.EngineException;
import java.lang.reflect.Field;

/**
 * Says what is wrong with a function, where it was given to what, the way to the culprit, and what
 * to do.
 */
final class Refusal {
  private final Problem problem;
  private final String function;
  private final String noun;

  private Refusal(Problem problem, Object function, CallSite site) {
    this.problem = problem;
    noun = noun(function);
    this.function =
        "The " + noun + nameOf(function) + (site == null ? " of the job" : " given to " + site);
  }

  /**
   * @param site where the function was declared; null when a whole job is written
   */
  static EngineException of(Problem problem, Object function, CallSite site, Throwable cause) {
    Refusal refusal = new Refusal(problem, function, site);
    return switch (problem.kind()) {
      case DRIVER_ONLY -> refusal.driverOnly();
      case OUTER_ESCAPES -> refusal.outerEscapes();
      case NOT_SERIALIZABLE -> refusal.notSerializable();
      case CANNOT_BE_MADE -> refusal.cannotBeMade();
      case REFUSED -> refusal.refused(cause);
    };
  }

  /**
   * A static field that a function reads holds what cannot travel.
   *
   * @param reader the method that reads it
   */
  static EngineException ofStatic(String field, String reader, Problem problem) {
    Object culprit = problem.step().object();
    if (culprit instanceof DriverOnly thing) {
      return ofStatic(
          field,
          reader,
          "it holds " + thing.describe() + ", which only the driver has",
          thing.captureError(),
          null);
    }
    String path = problem.step().path();
    String of = path.isEmpty() ? "it" : "its " + path;
    String why = of + " has the class " + name(culprit.getClass()) + ", which is not serialisable";
    return ofStatic(field, reader, why, CoreError.CLOSURE_NOT_SERIALIZABLE, null);
  }

  static EngineException ofStatic(
      String field, String reader, String why, CoreError code, Throwable cause) {
    return new EngineException(
        code,
        "A function of the job reads the static field "
            + field
            + " (in "
            + reader
            + "), whose value cannot travel to a"
            + " task: "
            + why,
        "Copy what the function needs of it to a local variable, or make the field final so that each process makes its own"
            + " value",
        cause);
  }

  private EngineException driverOnly() {
    DriverOnly thing = (DriverOnly) problem.step().object();
    String remedy =
        thing.captureError() == CoreError.CLOSURE_CAPTURES_RDD
            ? "Combine datasets by join, union or cartesian, or collect this one before and broadcast the result"
            : "Use the context outside of functions only, and copy what the "
                + noun
                + " needs of it to a local variable";
    String what = " holds " + thing.describe() + ", which only the driver has" + way();
    return new EngineException(thing.captureError(), function + what, remedy);
  }

  private EngineException outerEscapes() {
    String outer = name(problem.step().object().getClass());
    return new EngineException(
        CoreError.CLOSURE_CAPTURES_THIS,
        function
            + " needs the whole of its enclosing "
            + outer
            + ", which is not serialisable: "
            + problem.step().path()
            + " "
            + problem.detail(),
        "Copy the fields that the "
            + noun
            + " reads to local variables before the call, make the methods that it calls"
            + " static, or let "
            + outer
            + " implement java.io.Serializable");
  }

  private EngineException notSerializable() {
    Object culprit = problem.step().object();
    Step first = problem.step().first();
    if (isFunctionType(culprit)) return plainLambda(culprit);
    boolean isOuter = Step.THIS.equals(first.edge()) || isEnclosing(first.edge());
    return isOuter && first != problem.step() ? fieldOfOuter(culprit) : captured(culprit);
  }

  private EngineException captured(Object culprit) {
    return new EngineException(
        CoreError.CLOSURE_NOT_SERIALIZABLE,
        function + " captures what cannot travel to a task: " + verdict(culprit),
        "Copy what the "
            + noun
            + " needs of it to local variables before the call, make the object inside"
            + " mapPartitions, or let its class implement java.io.Serializable");
  }

  private EngineException fieldOfOuter(Object culprit) {
    return new EngineException(
        CoreError.CLOSURE_CAPTURES_THIS,
        function
            + " reads a field of its enclosing object that cannot travel to a task: "
            + verdict(culprit),
        "Copy what the "
            + noun
            + " needs of the field to a local variable before the call, or make the object inside"
            + " mapPartitions");
  }

  private EngineException plainLambda(Object culprit) {
    String type = name(culprit.getClass().getInterfaces()[0]);
    return new EngineException(
        CoreError.CLOSURE_NOT_SERIALIZABLE,
        function
            + " captures a function that is not serialisable itself: "
            + subject()
            + " is a lambda of type "
            + type,
        "Declare its type as one of io.brasa.core.function, or cast it where it is written: ("
            + type
            + " & java.io.Serializable)");
  }

  private EngineException cannotBeMade() {
    return new EngineException(
        CoreError.CLOSURE_NOT_SERIALIZABLE,
        function
            + " cannot be made again in a task: the superclass "
            + problem.detail()
            + " of "
            + name(problem.step().object().getClass())
            + way()
            + " neither is serialisable nor has a constructor without arguments"
            + " that it may call",
        "Let the superclass implement java.io.Serializable or give it such a constructor");
  }

  private EngineException refused(Throwable cause) {
    return new EngineException(
        CoreError.CLOSURE_NOT_SERIALIZABLE,
        function + " cannot be written" + way() + ": " + problem.detail(),
        "Look at the methods writeObject and writeReplace of the captured classes, which decide what is written",
        cause);
  }

  private String verdict(Object culprit) {
    return subject() + " has the class " + name(culprit.getClass()) + ", which is not serialisable";
  }

  private String subject() {
    String path = problem.step().path();
    return path.isEmpty() ? "it" : path;
  }

  private String way() {
    String path = problem.step().path();
    return path.isEmpty() ? "" : " (" + path + ")";
  }

  private static boolean isEnclosing(Object edge) {
    return edge instanceof Field field && OuterUse.isOuterReference(field);
  }

  private static boolean isFunctionType(Object culprit) {
    return culprit.getClass().isHidden() && culprit.getClass().getInterfaces().length > 0;
  }

  private static String noun(Object function) {
    Class<?> type = function.getClass();
    if (LambdaContent.isLambda(function)) return "lambda";
    return type.isAnonymousClass() ? "anonymous class" : "function";
  }

  private static String nameOf(Object function) {
    Class<?> type = function.getClass();
    boolean hasName = !type.isHidden() && !type.isArray() && !CallSite.isEngine(type.getName());
    return hasName ? " " + name(type) : "";
  }

  private static String name(Class<?> type) {
    String canonical = type.getCanonicalName();
    return canonical == null ? type.getName() : canonical;
  }
}
