package io.brasa.core.closure.bytecode;

import static io.brasa.core.closure.bytecode.Frame.OTHER;

import java.lang.classfile.MethodModel;
import java.lang.classfile.Opcode;
import java.lang.classfile.instruction.FieldInstruction;
import java.lang.classfile.instruction.InvokeDynamicInstruction;
import java.lang.classfile.instruction.InvokeInstruction;
import java.lang.constant.ClassDesc;
import java.lang.constant.ConstantDesc;
import java.lang.constant.DirectMethodHandleDesc;
import java.lang.constant.MethodTypeDesc;
import java.lang.reflect.AccessFlag;
import java.lang.reflect.Field;
import java.util.Arrays;
import java.util.List;

/**
 * The effects of one method on tracked objects: notes reads, follows calls, and calls all else an
 * escape.
 */
final class FollowedMethod implements Effects {
  private static final ClassDesc LAMBDAS = ClassDesc.of("java.lang.invoke.LambdaMetafactory");

  private final OuterUse use;
  private final Class<?> owner;
  private final MethodModel method;
  private final Targets targets;

  FollowedMethod(OuterUse use, Class<?> owner, MethodModel method) {
    this.use = use;
    this.owner = owner;
    this.method = method;
    targets = new Targets(use);
  }

  @Override
  public long read(FieldInstruction field, long receiver) {
    Class<?> named = load(field.owner().asSymbol());
    if (named == null) {
      escape(receiver, "has a field of a missing class read");
      return OTHER;
    }
    String name = field.name().stringValue();
    long result = OTHER;
    if (Flow.isTracked(receiver)) {
      Class<?> type = load(field.typeSymbol());
      if (type == null) escape(receiver, "has a field of a missing class read");
      else
        for (Object object : use.objects(receiver)) result |= use.read(object, named, name, type);
    }
    if ((receiver & OTHER) != 0) result |= use.held(named, name);
    return result;
  }

  @Override
  public void write(FieldInstruction field, long receiver, long value) {
    use.noteWrite(receiver);
    if (!Flow.isTracked(value)) return;
    String name = field.name().stringValue();
    Field declared = declared(load(field.owner().asSymbol()), name);
    boolean isFollowed =
        declared != null
            && declared.isSynthetic()
            && declared.accessFlags().contains(AccessFlag.FINAL)
            && declared.getDeclaringClass() == owner
            && !Flow.isTracked(receiver)
            && method.methodName().equalsString("<init>");
    if (isFollowed) use.hold(owner, name, value);
    else escape(value, "is stored in the field " + name);
  }

  private static Field declared(Class<?> type, String name) {
    if (type == null) return null;
    for (Field field : type.getDeclaredFields()) if (field.getName().equals(name)) return field;
    return null;
  }

  @Override
  public long call(InvokeInstruction call, long[] arguments) {
    if (!anyTracked(arguments)) return OTHER;
    String name = call.name().stringValue();
    if (isNullCheck(call)) return arguments[0];
    Class<?> named = load(call.owner().asSymbol());
    String type = call.type().stringValue();
    if (named == null) escape(all(arguments), "is passed to a class that cannot be found");
    else if (call.opcode() == Opcode.INVOKESTATIC)
      targets.exact(named, name, type, arguments, false);
    else if (name.equals("<init>")) targets.exact(named, name, type, arguments, true);
    else callOnReceiver(named, name, type, arguments);
    return OTHER;
  }

  /**
   * A receiver that may be a tracked object is resolved on its class; one that may be another, on
   * what is declared.
   */
  private void callOnReceiver(Class<?> named, String name, String type, long[] arguments) {
    if (targets.isPrivate(named, name, type)) {
      targets.exact(named, name, type, arguments, true);
      return;
    }
    for (Object object : use.objects(arguments[0])) {
      targets.virtual(object, use.track(object), name, type, arguments);
    }
    if ((arguments[0] & OTHER) == 0) return;
    long[] passed = arguments.clone();
    passed[0] = OTHER;
    if (anyTracked(passed)) targets.unknownReceiver(named, name, type, passed);
  }

  /** javac checks outer instances for null before it uses them. */
  private static boolean isNullCheck(InvokeInstruction call) {
    return call.opcode() == Opcode.INVOKESTATIC
        && call.owner().name().equalsString("java/util/Objects")
        && call.name().equalsString("requireNonNull")
        && call.type().equalsString("(Ljava/lang/Object;)Ljava/lang/Object;");
  }

  /** A nested lambda is taken as called where it is made: what its body needs counts here. */
  @Override
  public void link(InvokeDynamicInstruction call, long[] captured) {
    if (!anyTracked(captured)) return;
    DirectMethodHandleDesc body = lambdaBody(call);
    Class<?> named = body == null ? null : load(body.owner());
    if (named == null) {
      escape(
          all(captured),
          "is used in " + call.name().stringValue() + ", which is linked at run time");
      return;
    }
    String type = body.lookupDescriptor();
    boolean isStatic = body.kind().refKind == java.lang.invoke.MethodHandleInfo.REF_invokeStatic;
    boolean isConstructor = body.kind() == DirectMethodHandleDesc.Kind.CONSTRUCTOR;
    int count = MethodTypeDesc.ofDescriptor(type).parameterCount() + (isStatic ? 0 : 1);
    long[] arguments = new long[count];
    Arrays.fill(arguments, OTHER);
    System.arraycopy(captured, 0, arguments, isConstructor ? 1 : 0, captured.length);
    String name = body.methodName();
    if (isStatic) targets.exact(named, name, type, arguments, false);
    else if (isConstructor) targets.exact(named, "<init>", type, arguments, true);
    else callOnReceiver(named, name, type, arguments);
  }

  private static DirectMethodHandleDesc lambdaBody(InvokeDynamicInstruction call) {
    DirectMethodHandleDesc bootstrap = call.bootstrapMethod();
    if (!bootstrap.owner().equals(LAMBDAS)) return null;
    List<ConstantDesc> arguments = call.bootstrapArgs();
    return arguments.size() > 1 && arguments.get(1) instanceof DirectMethodHandleDesc body
        ? body
        : null;
  }

  @Override
  public void escape(long value, String how) {
    use.escape(
        value, how + " in " + owner.getSimpleName() + "." + method.methodName().stringValue());
  }

  private Class<?> load(ClassDesc type) {
    return Targets.load(type, owner);
  }

  static boolean anyTracked(long[] values) {
    return Flow.isTracked(all(values));
  }

  static long all(long[] values) {
    long all = 0;
    for (long value : values) all |= value;
    return all;
  }
}
