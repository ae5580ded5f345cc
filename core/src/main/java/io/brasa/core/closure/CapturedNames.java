package io.brasa.core.closure;

import io.brasa.core.closure.bytecode.ParameterNames;
import java.util.Optional;

/** How the source calls the values that a lambda captures, as far as the class file tells. */
final class CapturedNames {
  private CapturedNames() {}

  /** A captured variable is a parameter of the method that javac makes of a lambda's body. */
  static String of(LambdaContent lambda, int index) {
    int parameter = lambda.hasReceiver() ? index - 1 : index;
    Optional<String> name = Optional.empty();
    if (parameter >= 0 && lambda.form().getImplMethodName().startsWith("lambda$")) {
      try {
        name =
            ParameterNames.of(
                lambda.bodyClass(),
                lambda.form().getImplMethodName(),
                lambda.form().getImplMethodSignature(),
                parameter);
      } catch (ClassNotFoundException | LinkageError e) {
        name = Optional.empty();
      }
    }
    return name.orElse(parameter < 0 ? "the receiver" : "captured value " + (parameter + 1));
  }
}
