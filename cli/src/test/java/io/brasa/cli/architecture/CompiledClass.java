package io.brasa.cli.architecture;

import java.lang.classfile.ClassFile;
import java.lang.classfile.ClassModel;
import java.lang.classfile.constantpool.ClassEntry;
import java.lang.classfile.constantpool.MemberRefEntry;
import java.lang.classfile.constantpool.MethodTypeEntry;
import java.lang.classfile.constantpool.NameAndTypeEntry;
import java.lang.classfile.constantpool.PoolEntry;
import java.util.Set;
import java.util.TreeSet;

/**
 * What one class file says about others. Annotations are not followed: their types need not be
 * there at run time.
 *
 * @param name binary name with dots
 * @param uses binary names of all classes named by its constant pool and its members' descriptors,
 *     without itself
 * @param members members of other classes that it reads or calls, as {@code owner.name} and {@code
 *     owner.name + descriptor}
 */
record CompiledClass(String name, Set<String> uses, Set<String> members) {
  static CompiledClass parse(byte[] bytes) {
    ClassModel model = ClassFile.of().parse(bytes);
    Set<String> uses = new TreeSet<>();
    Set<String> members = new TreeSet<>();
    for (PoolEntry entry : model.constantPool()) {
      switch (entry) {
        case ClassEntry type -> addType(type.asInternalName(), uses);
        case NameAndTypeEntry typed -> addDescriptor(typed.type().stringValue(), uses);
        case MethodTypeEntry type -> addDescriptor(type.descriptor().stringValue(), uses);
        case MemberRefEntry member -> addMember(member, members);
        default -> {}
      }
    }
    model.fields().forEach(field -> addDescriptor(field.fieldType().stringValue(), uses));
    model.methods().forEach(method -> addDescriptor(method.methodType().stringValue(), uses));
    String name = model.thisClass().asInternalName().replace('/', '.');
    uses.remove(name);
    return new CompiledClass(name, uses, members);
  }

  String packageName() {
    int dot = name.lastIndexOf('.');
    return dot < 0 ? "" : name.substring(0, dot);
  }

  /**
   * {@code io.brasa.core.block.BlockName} is of module {@code core}; empty outside of the engine.
   */
  static String moduleOf(String className) {
    if (!className.startsWith("io.brasa.")) return "";
    int start = "io.brasa.".length();
    int end = className.indexOf('.', start);
    return end < 0 ? "" : className.substring(start, end);
  }

  static String packageOf(String className) {
    int dot = className.lastIndexOf('.');
    return dot < 0 ? "" : className.substring(0, dot);
  }

  /** The name of the top-level class: allowances are given to files. */
  String topLevelName() {
    int dollar = name.indexOf('$');
    return dollar < 0 ? name : name.substring(0, dollar);
  }

  private static void addMember(MemberRefEntry member, Set<String> members) {
    String owner = member.owner().asInternalName().replace('/', '.');
    String named = owner + "." + member.name().stringValue();
    members.add(named);
    members.add(named + member.type().stringValue());
  }

  private static void addType(String internalName, Set<String> uses) {
    if (internalName.startsWith("[")) addDescriptor(internalName, uses);
    else uses.add(internalName.replace('/', '.'));
  }

  private static void addDescriptor(String descriptor, Set<String> uses) {
    for (int at = descriptor.indexOf('L'); at >= 0; at = descriptor.indexOf('L', at)) {
      int end = descriptor.indexOf(';', at);
      uses.add(descriptor.substring(at + 1, end).replace('/', '.'));
      at = end;
    }
  }
}
