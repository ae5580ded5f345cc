package io.brasa.runtime.codec;

import io.brasa.runtime.error.EngineException;
import io.brasa.runtime.error.RuntimeError;

/**
 * Why something cannot be a key.
 *
 * @param path the way from the key to the offender, empty when it is the key itself
 * @param what what the offender is, continuing a sentence that starts with the path
 * @param remedy what its author can do
 */
record KeyProblem(String path, String what, String remedy) {
  static KeyProblem array(Class<?> type) {
    return new KeyProblem(
        "[]",
        "is an array (" + type.getTypeName() + "), and arrays are compared by identity",
        "Use a List, or a record that holds its contents");
  }

  static KeyProblem identity(Class<?> type) {
    return new KeyProblem(
        "",
        "is a " + type.getTypeName() + ", which is compared by identity",
        "Make it a record, or let it override both equals and hashCode");
  }

  static KeyProblem half(Class<?> type) {
    return new KeyProblem(
        "",
        "is a " + type.getTypeName() + ", which overrides equals without hashCode",
        "Let it override both, or neither if it is a record");
  }

  KeyProblem below(String step) {
    return new KeyProblem(step + path, what, remedy);
  }

  EngineException toException(Class<?> key) {
    return new EngineException(
        RuntimeError.KEY_WITHOUT_VALUE_EQUALITY,
        "The key " + CodecErrors.nameOf(key) + path + " " + what,
        remedy);
  }
}
