package io.brasa.core.closure;

import io.brasa.core.closure.bytecode.StaticReads;
import java.io.IOException;
import java.io.ObjectOutputStream;
import java.io.OutputStream;
import java.lang.invoke.MethodHandleInfo;
import java.lang.invoke.SerializedLambda;
import java.util.List;

/**
 * What a serialisable lambda is made of. The serialised form is caught on its way through an object
 * stream, which may ask any lambda, also those of the JDK and of closed modules, where reflection
 * may not.
 *
 * @param capturing the class in which the lambda stands
 */
record LambdaContent(SerializedLambda form, Class<?> capturing) {
  static boolean isLambda(Object object) {
    return object.getClass().isHidden() && object instanceof java.io.Serializable;
  }

  /** The content of a lambda; null for hidden classes that are none. */
  static LambdaContent of(Object lambda) {
    try (Catcher catcher = new Catcher()) {
      catcher.writeObject(lambda);
      if (catcher.form == null) return null;
      String name = catcher.form.getCapturingClass().replace('/', '.');
      return new LambdaContent(
          catcher.form, Class.forName(name, false, lambda.getClass().getClassLoader()));
    } catch (IOException | ClassNotFoundException | LinkageError e) {
      return null;
    }
  }

  /** Whether the first captured value is the object on which the body is called. */
  boolean hasReceiver() {
    if (form.getCapturedArgCount() == 0) return false;
    return switch (form.getImplMethodKind()) {
      case MethodHandleInfo.REF_invokeVirtual,
          MethodHandleInfo.REF_invokeSpecial,
          MethodHandleInfo.REF_invokeInterface ->
          true;
      default -> false;
    };
  }

  /** Whether the body is one certain method, as it is for everything written as {@code ->}. */
  boolean isExact() {
    return form.getImplMethodKind() == MethodHandleInfo.REF_invokeSpecial
        || form.getImplMethodName().startsWith("lambda$");
  }

  /** Whether the object that it is called on says which method its body is. */
  private boolean isSelected() {
    int kind = form.getImplMethodKind();
    return !isExact()
        && (kind == MethodHandleInfo.REF_invokeVirtual
            || kind == MethodHandleInfo.REF_invokeInterface);
  }

  Class<?> bodyClass() throws ClassNotFoundException {
    return Class.forName(form.getImplClass().replace('/', '.'), false, capturing.getClassLoader());
  }

  /** What tells it from others that may run other code. */
  List<Object> body() {
    return List.of(
        capturing,
        form.getImplClass(),
        form.getImplMethodName(),
        form.getImplMethodSignature(),
        form.getImplMethodKind(),
        hasReceiver() && form.getCapturedArg(0) != null
            ? form.getCapturedArg(0).getClass()
            : void.class);
  }

  /** Adds what the body reads. */
  void enterBody(StaticReads reads) {
    try {
      Class<?> owner = bodyClass();
      Object receiver = hasReceiver() ? form.getCapturedArg(0) : null;
      boolean isOverridden = receiver != null && !isExact() && owner.isInstance(receiver);
      if (receiver == null && isSelected())
        reads.select(owner, form.getImplMethodName(), form.getImplMethodSignature());
      else
        reads.enter(
            isOverridden ? receiver.getClass() : owner,
            form.getImplMethodName(),
            form.getImplMethodSignature());
      if (form.getImplMethodKind() == MethodHandleInfo.REF_newInvokeSpecial)
        reads.instantiate(owner);
    } catch (ClassNotFoundException | LinkageError e) {
      throw new IllegalStateException("the class of a lambda's body is gone", e);
    }
  }

  private static final class Catcher extends ObjectOutputStream {
    private SerializedLambda form;

    Catcher() throws IOException {
      super(OutputStream.nullOutputStream());
      enableReplaceObject(true);
    }

    @Override
    protected Object replaceObject(Object object) {
      if (form == null && object instanceof SerializedLambda caught) form = caught;
      return "";
    }
  }
}
