package io.brasa.core.closure.bytecode;

import java.lang.classfile.Attributes;
import java.lang.classfile.ClassFile;
import java.lang.classfile.MethodModel;
import java.lang.classfile.TypeKind;
import java.lang.classfile.attribute.LocalVariableInfo;
import java.lang.constant.MethodTypeDesc;
import java.lang.reflect.AccessFlag;
import java.util.Optional;

/** Names of parameters as class files keep them for debuggers. */
public final class ParameterNames {
  private ParameterNames() {}

  public static Optional<String> of(Class<?> owner, String name, String descriptor, int parameter) {
    Optional<byte[]> bytes = owner.isHidden() ? Optional.empty() : ClassFiles.bytes(owner);
    if (bytes.isEmpty()) return Optional.empty();
    for (MethodModel method : ClassFile.of().parse(bytes.get()).methods()) {
      if (method.methodName().equalsString(name) && method.methodType().equalsString(descriptor)) {
        return ofMethod(method, parameter);
      }
    }
    return Optional.empty();
  }

  private static Optional<String> ofMethod(MethodModel method, int parameter) {
    MethodTypeDesc type = method.methodTypeSymbol();
    int slot = method.flags().has(AccessFlag.STATIC) ? 0 : 1;
    for (int i = 0; i < parameter; i++) slot += TypeKind.from(type.parameterType(i)).slotSize();
    int wanted = slot;
    return method
        .code()
        .flatMap(code -> code.findAttribute(Attributes.localVariableTable()))
        .flatMap(
            table ->
                table.localVariables().stream()
                    .filter(variable -> variable.slot() == wanted && variable.startPc() == 0)
                    .map(LocalVariableInfo::name)
                    .map(Object::toString)
                    .findFirst())
        .or(() -> ofAttribute(method, parameter));
  }

  private static Optional<String> ofAttribute(MethodModel method, int parameter) {
    return method
        .findAttribute(Attributes.methodParameters())
        .filter(names -> names.parameters().size() > parameter)
        .flatMap(names -> names.parameters().get(parameter).name())
        .map(Object::toString);
  }
}
