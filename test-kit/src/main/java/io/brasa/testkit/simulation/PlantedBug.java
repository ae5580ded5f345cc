package io.brasa.testkit.simulation;

import static java.util.Objects.requireNonNull;

import java.lang.classfile.CodeBuilder;
import java.lang.classfile.CodeElement;
import java.lang.classfile.CodeTransform;
import java.lang.classfile.Opcode;
import java.lang.classfile.TypeKind;
import java.lang.classfile.instruction.InvokeInstruction;
import java.lang.constant.ClassDesc;
import java.lang.constant.ConstantDescs;
import java.lang.constant.MethodTypeDesc;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/**
 * A bug for the tests to find: methods of one class whose byte code is changed when a {@link
 * PlantedWorld} loads it. So production code has no switches for faults, and what is tested is what
 * runs.
 *
 * @param name what is wrong, as a sentence
 * @param className the class that is wrong
 * @param methodName all methods of this name are changed
 * @param change what is done to their code
 */
public record PlantedBug(String name, String className, String methodName, Change change) {
  public PlantedBug {
    requireNonNull(name);
    requireNonNull(className);
    requireNonNull(methodName);
    requireNonNull(change);
  }

  /** Makes the code of a method wrong. */
  @FunctionalInterface
  public interface Change {
    /** A new transformation, used for one method of the given type. */
    CodeTransform of(MethodTypeDesc type);
  }

  /** The method does nothing and returns this number, or true for one and false for zero. */
  public static Change returning(int value) {
    return type ->
        CodeTransform.ofStateful(() -> new Body(code -> returnConstant(code, type, value)));
  }

  /** The method does nothing; what it returns is zero, false or null. */
  public static Change doingNothing() {
    return type -> CodeTransform.ofStateful(() -> new Body(code -> returnDefault(code, type)));
  }

  /**
   * The method leaves out its calls of another: arguments are thrown away, and the result is zero,
   * false or null.
   *
   * @param calledName the method not called, whatever its class
   */
  public static Change withoutCalling(String calledName) {
    return answering(calledName, 0);
  }

  /** As {@link #withoutCalling}, with this number for the answer, or true for one. */
  public static Change answering(String calledName, int value) {
    return type ->
        (code, element) -> {
          if (element instanceof InvokeInstruction call && call.name().equalsString(calledName)) {
            skip(code, call, value);
          } else {
            code.with(element);
          }
        };
  }

  /** The method calls another twice where it calls it once; for calls without a result. */
  public static Change callingTwice(String calledName) {
    return type ->
        (code, element) -> {
          if (element instanceof InvokeInstruction call && call.name().equalsString(calledName)) {
            repeat(code, call);
          } else {
            code.with(element);
          }
        };
  }

  private static void skip(CodeBuilder code, InvokeInstruction call, int value) {
    List<ClassDesc> parameters = call.typeSymbol().parameterList();
    for (int i = parameters.size() - 1; i >= 0; i--) drop(code, TypeKind.from(parameters.get(i)));
    if (call.opcode() != Opcode.INVOKESTATIC) code.pop();
    push(code, TypeKind.from(call.typeSymbol().returnType()), value);
  }

  private static void drop(CodeBuilder code, TypeKind kind) {
    if (kind.slotSize() == 2) code.pop2();
    else code.pop();
  }

  /** Keeps receiver and arguments in new local variables to have them twice. */
  private static void repeat(CodeBuilder code, InvokeInstruction call) {
    if (!call.typeSymbol().returnType().equals(ConstantDescs.CD_void)) {
      throw new IllegalArgumentException(
          "Only calls without a result are made twice, not " + call.name());
    }
    List<TypeKind> kinds = new ArrayList<>();
    if (call.opcode() != Opcode.INVOKESTATIC) kinds.add(TypeKind.REFERENCE);
    for (ClassDesc parameter : call.typeSymbol().parameterList())
      kinds.add(TypeKind.from(parameter).asLoadable());
    int[] slots = new int[kinds.size()];
    for (int i = slots.length - 1; i >= 0; i--) {
      slots[i] = code.allocateLocal(kinds.get(i));
      code.storeLocal(kinds.get(i), slots[i]);
    }
    for (int round = 0; round < 2; round++) {
      for (int i = 0; i < slots.length; i++) code.loadLocal(kinds.get(i), slots[i]);
      code.with(call);
    }
  }

  private static void returnConstant(CodeBuilder code, MethodTypeDesc type, int value) {
    TypeKind kind = TypeKind.from(type.returnType());
    push(code, kind, value);
    code.return_(kind);
  }

  private static void returnDefault(CodeBuilder code, MethodTypeDesc type) {
    returnConstant(code, type, 0);
  }

  private static void push(CodeBuilder code, TypeKind kind, int value) {
    switch (kind.asLoadable()) {
      case INT -> code.loadConstant(value);
      case LONG -> code.loadConstant((long) value);
      case FLOAT -> code.loadConstant((float) value);
      case DOUBLE -> code.loadConstant((double) value);
      case REFERENCE -> code.aconst_null();
      default -> {}
    }
  }

  /** Replaces a whole body. */
  private record Body(Consumer<CodeBuilder> writer) implements CodeTransform {
    @Override
    public void accept(CodeBuilder code, CodeElement element) {}

    @Override
    public void atEnd(CodeBuilder code) {
      writer.accept(code);
    }
  }
}
