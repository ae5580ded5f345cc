package io.brasa.core.closure;

import io.brasa.core.closure.bytecode.ClassFiles;
import io.brasa.core.closure.bytecode.RecordFlow;
import io.brasa.core.closure.bytecode.RecordFlow.Finding;
import java.lang.constant.MethodTypeDesc;
import java.lang.invoke.MethodHandleInfo;
import java.lang.invoke.MethodType;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.util.Arrays;
import java.util.Optional;
import java.util.Set;

/**
 * Whether functions leave the records that they are given as they are, told by their byte code:
 * such functions may be given records that others hold too. What a function captures plays no part,
 * so what is found holds for all functions of a class, and is found once. Thread-safe.
 */
public final class RecordUse {
  private static final Set<String> METHODS_OF_OBJECT = Set.of("equals", "hashCode", "toString");

  /** Made when the first function is looked at. */
  private volatile ClassFiles files;

  private final ClassValue<Found> found =
      new ClassValue<>() {
        @Override
        protected Found computeValue(Class<?> type) {
          return new Found();
        }
      };

  /** Computed under its own lock, each at most once. */
  private static final class Found {
    private Finding ofAll;
    private Finding ofLast;
  }

  /** What a function of the user's does with its arguments, all of which are records. */
  public Finding of(Object function) {
    Found known = found.get(function.getClass());
    synchronized (known) {
      if (known.ofAll == null) known.ofAll = find(function, false);
      return known.ofAll;
    }
  }

  /** The same of its last argument, the only one that is a record. */
  public Finding ofLast(Object function) {
    Found known = found.get(function.getClass());
    synchronized (known) {
      if (known.ofLast == null) known.ofLast = find(function, true);
      return known.ofLast;
    }
  }

  private ClassFiles files() {
    if (files == null) files = new ClassFiles(name -> false);
    return files;
  }

  private Finding find(Object function, boolean isLastOnly) {
    try {
      return LambdaContent.isLambda(function)
          ? findLambda(function, isLastOnly)
          : findObject(function, isLastOnly);
    } catch (RuntimeException | ClassNotFoundException | LinkageError e) {
      return Finding.UNKNOWN;
    }
  }

  private Finding findLambda(Object function, boolean isLastOnly) throws ClassNotFoundException {
    LambdaContent lambda = LambdaContent.of(function);
    if (lambda == null) return Finding.UNKNOWN;
    Class<?> owner = lambda.bodyClass();
    String name = lambda.form().getImplMethodName();
    int kind = lambda.form().getImplMethodKind();
    String descriptor = lambda.form().getImplMethodSignature();
    boolean isStatic = kind == MethodHandleInfo.REF_invokeStatic;
    boolean isCertain =
        isStatic
            || kind != MethodHandleInfo.REF_newInvokeSpecial
                && (lambda.isExact() || Modifier.isFinal(owner.getModifiers()));
    if (!isCertain) return Finding.UNKNOWN;
    int parameters = MethodTypeDesc.ofDescriptor(descriptor).parameterCount();
    int count = parameters + (isStatic ? 0 : 1);
    int captured = lambda.form().getCapturedArgCount();
    return new RecordFlow(files())
        .of(owner, name, descriptor, records(captured, count, isLastOnly));
  }

  /** An object of a class: its one method of a functional interface, as the interface erases it. */
  private Finding findObject(Object function, boolean isLastOnly) {
    Optional<Method> method = Optional.empty();
    for (Class<?> face : function.getClass().getInterfaces()) {
      for (Method each : face.getMethods()) {
        if (!Modifier.isAbstract(each.getModifiers())) continue;
        if (METHODS_OF_OBJECT.contains(each.getName())) continue;
        if (method.isPresent()) return Finding.UNKNOWN;
        method = Optional.of(each);
      }
    }
    return method.isEmpty()
        ? Finding.UNKNOWN
        : findBody(function.getClass(), method.get(), isLastOnly);
  }

  /** What the programmer wrote, rather than the bridge that the interface calls. */
  private Finding findBody(Class<?> type, Method called, boolean isLastOnly) {
    Method body = null;
    for (Method each : type.getDeclaredMethods()) {
      boolean isMeant =
          each.getName().equals(called.getName())
              && each.getParameterCount() == called.getParameterCount()
              && !each.isBridge();
      if (isMeant && body != null) return Finding.UNKNOWN;
      if (isMeant) body = each;
    }
    if (body == null || Modifier.isStatic(body.getModifiers())) return Finding.UNKNOWN;
    boolean[] isRecord = records(1, body.getParameterCount() + 1, isLastOnly);
    MethodType form = MethodType.methodType(body.getReturnType(), body.getParameterTypes());
    return new RecordFlow(files())
        .of(type, body.getName(), form.toMethodDescriptorString(), isRecord);
  }

  private static boolean[] records(int from, int count, boolean isLastOnly) {
    boolean[] isRecord = new boolean[count];
    Arrays.fill(isRecord, isLastOnly ? count - 1 : from, count, true);
    return isRecord;
  }
}
