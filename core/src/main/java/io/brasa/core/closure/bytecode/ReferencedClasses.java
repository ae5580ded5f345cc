package io.brasa.core.closure.bytecode;

import java.lang.classfile.ClassFile;
import java.lang.classfile.ClassModel;
import java.lang.classfile.FieldModel;
import java.lang.classfile.MethodModel;
import java.lang.classfile.constantpool.ClassEntry;
import java.lang.classfile.constantpool.MethodTypeEntry;
import java.lang.classfile.constantpool.NameAndTypeEntry;
import java.lang.classfile.constantpool.PoolEntry;
import java.util.LinkedHashSet;
import java.util.Set;

/** The names of all classes that a class file mentions where the machine could load them from. */
public final class ReferencedClasses {
  private final Set<String> names = new LinkedHashSet<>();

  private ReferencedClasses() {}

  /** Binary names with dots, without arrays and primitives. */
  public static Set<String> in(byte[] classFile) {
    ReferencedClasses references = new ReferencedClasses();
    ClassModel model = ClassFile.of().parse(classFile);
    for (PoolEntry entry : model.constantPool()) references.add(entry);
    for (FieldModel field : model.fields())
      references.addDescriptor(field.fieldType().stringValue());
    for (MethodModel method : model.methods())
      references.addDescriptor(method.methodType().stringValue());
    return references.names;
  }

  private void add(PoolEntry entry) {
    switch (entry) {
      case ClassEntry type -> addName(type.asInternalName());
      case NameAndTypeEntry pair -> addDescriptor(pair.type().stringValue());
      case MethodTypeEntry type -> addDescriptor(type.descriptor().stringValue());
      default -> {}
    }
  }

  private void addName(String internalName) {
    if (internalName.startsWith("[")) addDescriptor(internalName);
    else names.add(internalName.replace('/', '.'));
  }

  /** Class names in a descriptor stand between an L and a semicolon. */
  private void addDescriptor(String descriptor) {
    int position = 0;
    while (position < descriptor.length()) {
      if (descriptor.charAt(position) != 'L') {
        position++;
        continue;
      }
      int end = descriptor.indexOf(';', position);
      if (end < 0) return;
      names.add(descriptor.substring(position + 1, end).replace('/', '.'));
      position = end + 1;
    }
  }
}
