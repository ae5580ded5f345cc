package io.brasa.cli.prepare;

import java.lang.classfile.CodeBuilder;
import java.lang.classfile.Label;
import java.lang.classfile.instruction.InvokeDynamicInstruction;
import java.lang.constant.ClassDesc;
import java.lang.constant.ConstantDesc;
import java.lang.constant.DirectMethodHandleDesc;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The code of a switch over types, which classes else ask for at run time: a chain of tests. */
final class PlainSwitches {
  private static final ClassDesc BOOTSTRAPS = ClassDesc.of("java.lang.runtime.SwitchBootstraps");

  private PlainSwitches() {}

  /** The body of the method that a call asks for; empty if some label is no type. */
  static Optional<PlainCode.Body> of(InvokeDynamicInstruction call) {
    DirectMethodHandleDesc bootstrap = call.bootstrapMethod();
    if (!bootstrap.owner().equals(BOOTSTRAPS) || !bootstrap.methodName().equals("typeSwitch"))
      return Optional.empty();
    List<ClassDesc> labels = new ArrayList<>();
    for (ConstantDesc label : call.bootstrapArgs()) {
      if (!(label instanceof ClassDesc type) || type.isPrimitive()) return Optional.empty();
      labels.add(type);
    }
    return Optional.of(code -> write(code, labels));
  }

  /** The place of the first label from one on that a value is of; -1 for null. */
  private static void write(CodeBuilder code, List<ClassDesc> labels) {
    Label isThere = code.newLabel();
    code.aload(0).ifnonnull(isThere).iconst_m1().ireturn().labelBinding(isThere);
    for (int i = 0; i < labels.size(); i++) {
      Label next = code.newLabel();
      code.iload(1).loadConstant(i).if_icmpgt(next);
      code.aload(0).instanceOf(labels.get(i)).ifeq(next);
      code.loadConstant(i).ireturn().labelBinding(next);
    }
    code.loadConstant(labels.size()).ireturn();
  }
}
