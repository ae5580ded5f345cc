package io.brasa.core.closure.bytecode;

import java.lang.classfile.ClassModel;
import java.lang.classfile.CodeElement;
import java.lang.classfile.MethodModel;
import java.lang.classfile.Opcode;
import java.lang.classfile.instruction.FieldInstruction;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Which methods of a class read which of the fields that compilers add to inner classes, by the
 * names of those fields.
 */
final class SyntheticReads {
  private final Map<String, Set<MethodModel>> readers = new HashMap<>();

  SyntheticReads(ClassModel model) {
    for (MethodModel method : model.methods()) {
      if (method.code().isEmpty()) continue;
      for (CodeElement element : method.code().get()) {
        if (element instanceof FieldInstruction field && field.opcode() == Opcode.GETFIELD)
          add(method, field);
      }
    }
  }

  private void add(MethodModel method, FieldInstruction field) {
    String name = field.name().stringValue();
    if (name.indexOf('$') < 0) return;
    readers
        .computeIfAbsent(key(field.owner().asInternalName(), name), _ -> new LinkedHashSet<>())
        .add(method);
  }

  List<MethodModel> of(Class<?> owner, String name) {
    return new ArrayList<>(
        readers.getOrDefault(key(owner.getName().replace('.', '/'), name), Set.of()));
  }

  private static String key(String owner, String name) {
    return owner + "." + name;
  }
}
