package io.brasa.core.closure;

import java.lang.invoke.MethodHandleInfo;
import java.lang.invoke.MethodType;
import java.lang.reflect.Executable;
import java.lang.reflect.GenericArrayType;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.Type;
import java.util.Arrays;
import java.util.Optional;

/**
 * What the functions of a program give, as far as they tell. A class that implements a function and
 * the method behind a method reference say it with all type arguments. A lambda says the class that
 * the compiler has found, without arguments: enough where the class has none.
 */
public final class FunctionTypes {
  private FunctionTypes() {}

  /** The type of a function's result, type arguments included; empty if it does not tell. */
  public static Optional<Type> result(Object function) {
    LambdaContent lambda = LambdaContent.isLambda(function) ? LambdaContent.of(function) : null;
    return (lambda == null ? ofClass(function.getClass()) : ofLambda(lambda))
        .filter(FunctionTypes::isWhole);
  }

  /** The one method of its own that a function's class has besides those of objects. */
  private static Optional<Type> ofClass(Class<?> type) {
    Type found = null;
    for (Method method : type.getMethods()) {
      boolean isOther =
          method.isBridge()
              || Modifier.isStatic(method.getModifiers())
              || !method.getName().equals("call");
      if (isOther) continue;
      if (found != null) return Optional.empty();
      found = method.getGenericReturnType();
    }
    return Optional.ofNullable(found);
  }

  private static Optional<Type> ofLambda(LambdaContent lambda) {
    try {
      ClassLoader loader = lambda.capturing().getClassLoader();
      Class<?> promised =
          MethodType.fromMethodDescriptorString(lambda.form().getInstantiatedMethodType(), loader)
              .returnType();
      if (lambda.form().getImplMethodName().startsWith("lambda$")) return Optional.of(promised);
      Optional<Type> declared = declared(lambda, loader);
      // A reference to a method that gives something narrower promises no more than was asked for.
      return declared.filter(type -> boxed(raw(type)) == promised && isWhole(type)).isPresent()
          ? declared
          : Optional.of(promised);
    } catch (ClassNotFoundException | TypeNotPresentException | LinkageError e) {
      return Optional.empty();
    }
  }

  private static Optional<Type> declared(LambdaContent lambda, ClassLoader loader)
      throws ClassNotFoundException {
    Class<?> owner = lambda.bodyClass();
    if (lambda.form().getImplMethodKind() == MethodHandleInfo.REF_newInvokeSpecial)
      return Optional.of(owner);
    MethodType type =
        MethodType.fromMethodDescriptorString(lambda.form().getImplMethodSignature(), loader);
    for (Method method : owner.getDeclaredMethods())
      if (method.getName().equals(lambda.form().getImplMethodName()) && isOf(method, type))
        return Optional.of(method.getGenericReturnType());
    return Optional.empty();
  }

  private static boolean isOf(Executable method, MethodType type) {
    return Arrays.equals(method.getParameterTypes(), type.parameterArray());
  }

  private static Class<?> raw(Type type) {
    return switch (type) {
      case Class<?> c -> c;
      case ParameterizedType p -> (Class<?>) p.getRawType();
      default -> void.class;
    };
  }

  private static Class<?> boxed(Class<?> type) {
    return MethodType.methodType(type).wrap().returnType();
  }

  /** Whether no type argument is missing. */
  private static boolean isWhole(Type type) {
    return switch (type) {
      case Class<?> c ->
          c.isArray()
              ? isWhole(c.getComponentType())
              : c.getTypeParameters().length == 0 && c != Object.class;
      case ParameterizedType p ->
          Arrays.stream(p.getActualTypeArguments()).allMatch(FunctionTypes::isWhole);
      case GenericArrayType a -> isWhole(a.getGenericComponentType());
      default -> false;
    };
  }
}
