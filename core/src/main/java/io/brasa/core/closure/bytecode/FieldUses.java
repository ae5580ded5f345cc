package io.brasa.core.closure.bytecode;

import java.lang.classfile.CodeElement;
import java.lang.classfile.CodeModel;
import java.lang.classfile.MethodModel;
import java.lang.classfile.Opcode;
import java.lang.classfile.instruction.FieldInstruction;

/** Looks for plain field accesses in a method. */
final class FieldUses {
  private FieldUses() {}

  /** Whether a method has an instruction that reads an instance field, by the name of its declaring class. */
  static boolean reads(MethodModel method, String owner, String name) {
    CodeModel code = method.code().orElse(null);
    if (code == null) return false;
    for (CodeElement element : code) {
      if (element instanceof FieldInstruction field
          && field.opcode() == Opcode.GETFIELD
          && field.name().equalsString(name)
          && field.owner().name().equalsString(owner)) {
        return true;
      }
    }
    return false;
  }
}
