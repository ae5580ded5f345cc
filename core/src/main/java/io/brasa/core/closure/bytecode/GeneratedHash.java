package io.brasa.core.closure.bytecode;

import java.lang.classfile.ClassFile;
import java.lang.classfile.CodeElement;
import java.lang.classfile.CodeModel;
import java.lang.classfile.MethodModel;
import java.lang.classfile.instruction.InvokeDynamicInstruction;
import java.lang.constant.ClassDesc;

/** Tells the {@code hashCode} that the compiler gives a record from one that a programmer wrote. */
public final class GeneratedHash {
  private static final ClassDesc GENERATOR = ClassDesc.of("java.lang.runtime.ObjectMethods");

  private GeneratedHash() {}

  /** Whether a record's class file has the generated method. */
  public static boolean isIn(byte[] classFile) {
    for (MethodModel method : ClassFile.of().parse(classFile).methods()) {
      if (!method.methodName().equalsString("hashCode") || !method.methodType().equalsString("()I"))
        continue;
      CodeModel code = method.code().orElse(null);
      if (code == null) return false;
      for (CodeElement element : code) {
        if (element instanceof InvokeDynamicInstruction call && isGenerated(call)) return true;
      }
    }
    return false;
  }

  static boolean isGenerated(InvokeDynamicInstruction call) {
    return call.name().equalsString("hashCode") && call.bootstrapMethod().owner().equals(GENERATOR);
  }
}
