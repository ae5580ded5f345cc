package io.brasa.core.closure.bytecode;

import java.lang.classfile.CodeElement;
import java.lang.classfile.Instruction;
import java.lang.classfile.MethodModel;
import java.lang.classfile.Opcode;
import java.lang.classfile.instruction.FieldInstruction;
import java.lang.classfile.instruction.InvokeInstruction;
import java.lang.classfile.instruction.NewMultiArrayInstruction;
import java.lang.classfile.instruction.NewPrimitiveArrayInstruction;
import java.lang.classfile.instruction.NewReferenceArrayInstruction;
import java.lang.reflect.Field;
import java.util.Optional;
import java.util.function.Predicate;

/**
 * Tells final static fields whose static initialiser makes an empty collection, map or array and
 * leaves it so: whatever they hold was put there later, by code that no other process runs.
 */
final class FilledLater {
  private FilledLater() {}

  static boolean test(Field field, ClassFiles files, Predicate<Class<?>> isProgram) {
    Class<?> owner = field.getDeclaringClass();
    Optional<MethodModel> initialiser = files.method(owner, "<clinit>", "()V");
    if (initialiser.isEmpty() || !isMadeEmpty(field, initialiser.get())) return false;
    StaticReads reads = new StaticReads(files, isProgram);
    reads.enter(owner, "<clinit>", "()V");
    return !reads.finalFields().containsKey(field);
  }

  private static boolean isMadeEmpty(Field field, MethodModel initialiser) {
    boolean isEmpty = false;
    CodeElement before = null;
    for (CodeElement element : initialiser.code().orElseThrow()) {
      if (element instanceof FieldInstruction put
          && put.opcode() == Opcode.PUTSTATIC
          && put.name().equalsString(field.getName())) isEmpty = makesEmpty(before);
      if (element instanceof Instruction) before = element;
    }
    return isEmpty;
  }

  private static boolean makesEmpty(CodeElement instruction) {
    return switch (instruction) {
      case InvokeInstruction call ->
          call.name().equalsString("<init>")
              && call.owner().asInternalName().startsWith("java/util/")
              && (call.type().equalsString("()V") || call.type().equalsString("(I)V"));
      case NewPrimitiveArrayInstruction _,
          NewReferenceArrayInstruction _,
          NewMultiArrayInstruction _ ->
          true;
      case null, default -> false;
    };
  }
}
