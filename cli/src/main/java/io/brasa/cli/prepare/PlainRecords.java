package io.brasa.cli.prepare;

import java.lang.classfile.CodeBuilder;
import java.lang.classfile.Label;
import java.lang.classfile.TypeKind;
import java.lang.classfile.instruction.InvokeDynamicInstruction;
import java.lang.constant.ClassDesc;
import java.lang.constant.ConstantDesc;
import java.lang.constant.ConstantDescs;
import java.lang.constant.DirectMethodHandleDesc;
import java.lang.constant.MethodTypeDesc;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The code of {@code equals} and {@code hashCode} of a record, which records else ask for at run
 * time. It says what {@link java.lang.Record} says of them, and hashes as the JDK's own code does.
 */
final class PlainRecords {
  private static final ClassDesc BOOTSTRAPS = ClassDesc.of("java.lang.runtime.ObjectMethods");
  private static final ClassDesc OBJECTS = ClassDesc.of("java.util.Objects");
  private static final MethodTypeDesc EQUALS_OF_TWO =
      MethodTypeDesc.of(ConstantDescs.CD_boolean, ConstantDescs.CD_Object, ConstantDescs.CD_Object);

  private PlainRecords() {}

  private record Field(String name, ClassDesc type) {}

  /** The body of the method that a call asks for; empty if it is none of these. */
  static Optional<PlainCode.Body> of(InvokeDynamicInstruction call) {
    if (!call.bootstrapMethod().owner().equals(BOOTSTRAPS)) return Optional.empty();
    List<ConstantDesc> arguments = call.bootstrapArgs();
    ClassDesc owner = (ClassDesc) arguments.getFirst();
    List<Field> fields = new ArrayList<>();
    for (ConstantDesc argument : arguments.subList(2, arguments.size())) {
      DirectMethodHandleDesc getter = (DirectMethodHandleDesc) argument;
      fields.add(new Field(getter.methodName(), getter.invocationType().returnType()));
    }
    return switch (call.name().stringValue()) {
      case "equals" -> Optional.of(code -> equality(code, owner, fields));
      case "hashCode" -> Optional.of(code -> hash(code, owner, fields));
      default -> Optional.empty();
    };
  }

  private static void equality(CodeBuilder code, ClassDesc owner, List<Field> fields) {
    Label differs = code.newLabel();
    code.aload(1).instanceOf(owner).ifeq(differs).aload(1).checkcast(owner).astore(2);
    for (Field field : fields) {
      code.aload(0).getfield(owner, field.name(), field.type());
      code.aload(2).getfield(owner, field.name(), field.type());
      switch (TypeKind.from(field.type())) {
        case BOOLEAN, BYTE, CHAR, SHORT, INT -> code.if_icmpne(differs);
        case LONG -> code.lcmp().ifne(differs);
        case FLOAT, DOUBLE -> {
          MethodTypeDesc compare =
              MethodTypeDesc.of(ConstantDescs.CD_int, field.type(), field.type());
          code.invokestatic(box(field.type()), "compare", compare).ifne(differs);
        }
        default -> code.invokestatic(OBJECTS, "equals", EQUALS_OF_TWO).ifeq(differs);
      }
    }
    code.iconst_1().ireturn().labelBinding(differs).iconst_0().ireturn();
  }

  private static void hash(CodeBuilder code, ClassDesc owner, List<Field> fields) {
    code.iconst_0();
    for (Field field : fields) {
      code.loadConstant(31).imul();
      code.aload(0).getfield(owner, field.name(), field.type());
      if (field.type().isPrimitive())
        code.invokestatic(
            box(field.type()), "hashCode", MethodTypeDesc.of(ConstantDescs.CD_int, field.type()));
      else
        code.invokestatic(
            OBJECTS, "hashCode", MethodTypeDesc.of(ConstantDescs.CD_int, ConstantDescs.CD_Object));
      code.iadd();
    }
    code.ireturn();
  }

  private static ClassDesc box(ClassDesc primitive) {
    return switch (TypeKind.from(primitive)) {
      case BOOLEAN -> ConstantDescs.CD_Boolean;
      case BYTE -> ConstantDescs.CD_Byte;
      case CHAR -> ConstantDescs.CD_Character;
      case SHORT -> ConstantDescs.CD_Short;
      case INT -> ConstantDescs.CD_Integer;
      case LONG -> ConstantDescs.CD_Long;
      case FLOAT -> ConstantDescs.CD_Float;
      case DOUBLE -> ConstantDescs.CD_Double;
      default -> throw new IllegalArgumentException(primitive.descriptorString());
    };
  }
}
