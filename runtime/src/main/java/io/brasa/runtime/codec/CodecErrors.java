package io.brasa.runtime.codec;

import io.brasa.runtime.error.EngineException;
import io.brasa.runtime.error.RuntimeError;

/** The texts of this package's errors, in one place so that they read alike. */
final class CodecErrors {
  private static final String CORRUPT_REMEDY =
      "Write the data again; if it was just written by this version, please report this";

  private CodecErrors() {}

  /**
   * How paths name a class: without package, with the classes around it. Arrays without their
   * brackets.
   */
  static String nameOf(Class<?> type) {
    if (type.isArray()) {
      return nameOf(type.getComponentType());
    }
    String name = type.getName();
    return name.substring(name.lastIndexOf('.') + 1).replace('$', '.');
  }

  static EngineException corrupt(String what) {
    return corrupt(what, null);
  }

  static EngineException corrupt(String what, Throwable cause) {
    return new EngineException(RuntimeError.CODEC_CORRUPT, what, CORRUPT_REMEDY, cause);
  }

  static EngineException endsEarly(long position) {
    return corrupt("The encoded bytes end early, at byte " + position);
  }

  static EngineException classMissing(String name, Throwable cause) {
    return new EngineException(
        RuntimeError.CODEC_CLASS_MISSING,
        "The class " + name + ", named by encoded bytes, is not to be found in this process",
        "Put the jar that holds it on the class path of this process, or ship it with the"
            + " application",
        cause);
  }

  static EngineException classUnusable(String name, Throwable cause) {
    return new EngineException(
        RuntimeError.CODEC_CLASS_MISSING,
        "The class " + name + ", named by encoded bytes, cannot be loaded in this process",
        "Make sure that both processes run the same version of the jar that holds it",
        cause);
  }

  static EngineException unsupported(String path, Class<?> type) {
    return new EngineException(
        RuntimeError.CODEC_UNSUPPORTED,
        path + " is a " + type.getTypeName() + ", which cannot be written",
        "Make it a record, a bean with a public constructor without arguments and a getter and"
            + " setter for each field, or let it implement java.io.Serializable");
  }

  static EngineException notSealed(Class<?> root, Class<?> type) {
    return new EngineException(
        RuntimeError.CODEC_UNSUPPORTED,
        "The sealed type "
            + root.getTypeName()
            + " permits "
            + type.getTypeName()
            + ", which is neither final nor a sealed type without values of its own",
        "Let it permit records, enums, and sealed interfaces of them");
  }

  static EngineException closedModule(String path, Class<?> type, Throwable cause) {
    return new EngineException(
        RuntimeError.CODEC_UNSUPPORTED,
        path
            + " is a "
            + type.getTypeName()
            + ", which module "
            + type.getModule().getName()
            + " does not let this engine reach",
        "Add \"opens " + type.getPackageName() + " to io.brasa.runtime\" to its module-info",
        cause);
  }

  static EngineException encodeFailed(String path, Class<?> type, Throwable cause) {
    return new EngineException(
        RuntimeError.CODEC_ENCODE_FAILED,
        path + " (" + type.getTypeName() + ") could not be written: " + reason(cause),
        "Look at the cause below; types are best written as records of simple types",
        cause);
  }

  static EngineException notSerializable(Class<?> type, String offender, Throwable cause) {
    return new EngineException(
        RuntimeError.CODEC_ENCODE_FAILED,
        nameOf(type)
            + " ("
            + type.getTypeName()
            + ") could not be written: it holds a "
            + offender
            + ", which is not serializable",
        "Make that field transient, or its type a record or java.io.Serializable",
        cause);
  }

  static EngineException tooDeep(Class<?> type, int limit) {
    return new EngineException(
        RuntimeError.CODEC_ENCODE_FAILED,
        "A value nests deeper than "
            + limit
            + " levels, at a "
            + type.getTypeName()
            + "; it may contain itself",
        "Hold long chains in a List, and break cycles, for example by ids");
  }

  static EngineException stackExhausted(Class<?> type, StackOverflowError cause) {
    return new EngineException(
        RuntimeError.CODEC_ENCODE_FAILED,
        "A " + type.getTypeName() + " nests too deep for the stack; it may contain itself",
        "Hold long chains in a List, and break cycles, for example by ids",
        cause);
  }

  static EngineException tooLarge() {
    return new EngineException(
        RuntimeError.CODEC_ENCODE_FAILED,
        "A value, or what is buffered with it, takes more than 2 GB of encoded bytes",
        "Split the value into several records");
  }

  private static String reason(Throwable cause) {
    if (cause instanceof EngineException engine) {
      return engine.what();
    }
    return cause.getMessage() == null
        ? cause.getClass().getName()
        : cause.getClass().getName() + ": " + cause.getMessage();
  }
}
