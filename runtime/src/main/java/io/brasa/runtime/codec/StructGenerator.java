package io.brasa.runtime.codec;

import static java.lang.constant.ConstantDescs.CD_Object;
import static java.lang.constant.ConstantDescs.CD_String;
import static java.lang.constant.ConstantDescs.CD_boolean;
import static java.lang.constant.ConstantDescs.CD_int;
import static java.lang.constant.ConstantDescs.CD_void;

import java.lang.classfile.ClassBuilder;
import java.lang.classfile.ClassFile;
import java.lang.classfile.CodeBuilder;
import java.lang.classfile.Label;
import java.lang.classfile.TypeKind;
import java.lang.constant.ClassDesc;
import java.lang.constant.ConstantDesc;
import java.lang.constant.ConstantDescs;
import java.lang.constant.DirectMethodHandleDesc;
import java.lang.constant.DynamicConstantDesc;
import java.lang.constant.MethodTypeDesc;
import java.lang.invoke.MethodHandles.Lookup;
import java.lang.reflect.Method;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BiConsumer;
import java.util.function.BiPredicate;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.ToIntFunction;

/**
 * Writes a class that does for one struct what {@link StructHandles} does, byte for byte. The class is hidden and a nest
 * mate of the user's: it may call a private constructor, and it goes when the user's class does. It sees the codecs of the
 * parts as constants, so that the compiler can follow the calls:
 *
 * <pre>
 *   final class Point$Form implements BiConsumer, Function, ToIntFunction, BiPredicate {
 *     public void accept(Object value, Object out) {
 *       ((Encoder) out).writeVarInt(((Point) value).x());
 *       ((Encoder) out).writeNullable(CODEC_1, ((Point) value).color());
 *     }
 *     public Object apply(Object in) {
 *       return new Point(((Decoder) in).readVarInt(), (Color) ((Decoder) in).readNullable(CODEC_1));
 *     }
 *     public int applyAsInt(Object value) { ... }
 *     public boolean test(Object left, Object right) { ... }
 *   }
 * </pre>
 *
 * <p>Methods stay far below the 8,000 bytes of code beyond which HotSpot would not compile them: a record has at most 255
 * components, at most 30 bytes each.
 */
final class StructGenerator {
  private static final ClassDesc ENCODER = ClassDesc.of(Encoder.class.getName());
  private static final ClassDesc DECODER = ClassDesc.of(Decoder.class.getName());
  private static final ClassDesc CODEC = ClassDesc.of(Codec.class.getName());
  private static final ClassDesc CODECS = ClassDesc.of(Codecs.class.getName());
  private static final DirectMethodHandleDesc CLASS_DATA_AT =
      ConstantDescs.ofConstantBootstrap(
          ClassDesc.of("java.lang.invoke.MethodHandles"), "classDataAt", CD_Object, CD_int);
  private static final MethodTypeDesc EQUAL =
      MethodTypeDesc.of(CD_boolean, CD_Object, CD_Object);

  private final Struct struct;
  private final Part[] parts;
  private final Codecs codecs;
  private final ClassDesc type;

  private StructGenerator(Struct struct, Part[] parts, Codecs codecs) {
    this.struct = struct;
    this.parts = parts;
    this.codecs = codecs;
    this.type = struct.type().describeConstable().orElseThrow();
  }

  /** The generated form, or null if the user's class does not let it in. */
  @SuppressWarnings("unchecked")
  static StructForm generate(Struct struct, Part[] parts, Lookup lookup, Codecs codecs) {
    if (!isOpen(struct.type(), lookup)) {
      return null;
    }
    try {
      StructGenerator generator = new StructGenerator(struct, parts, codecs);
      Lookup made =
          lookup.defineHiddenClassWithClassData(
              generator.classFile(), generator.constants(), true, Lookup.ClassOption.NESTMATE);
      Object form = made.lookupClass().getDeclaredConstructor().newInstance();
      return new StructForm(
          (BiConsumer<Object, Encoder>) form,
          (Function<Decoder, Object>) form,
          (ToIntFunction<Object>) form,
          (BiPredicate<Object, Object>) form);
    } catch (ReflectiveOperationException | IllegalArgumentException | LinkageError refused) {
      return null; // the handles go on; the caller counts it
    }
  }

  /** Generated code must see our public types by name, and the user's class must have a name that can be written. */
  private static boolean isOpen(Class<?> type, Lookup lookup) {
    if (type.isHidden() || lookup.lookupClass() != type || !lookup.hasFullPrivilegeAccess()) {
      return false;
    }
    try {
      return type.getModule().canRead(Encoder.class.getModule())
          && Class.forName(Encoder.class.getName(), false, type.getClassLoader()) == Encoder.class;
    } catch (ClassNotFoundException unseen) {
      return false;
    }
  }

  /** The codecs of the parts in their order, then the codecs of all. */
  private List<Object> constants() {
    List<Object> constants = new ArrayList<>();
    for (Part part : parts) {
      constants.add(part.codec() == null ? codecs : part.codec());
    }
    constants.add(codecs);
    return constants;
  }

  private byte[] classFile() {
    ClassDesc name = ClassDesc.of(struct.type().getName() + "$Form");
    return ClassFile.of().build(name, this::buildClass);
  }

  private void buildClass(ClassBuilder builder) {
    builder.withFlags(ClassFile.ACC_FINAL | ClassFile.ACC_SYNTHETIC);
    builder.withInterfaceSymbols(
        descOf(BiConsumer.class), descOf(Function.class), descOf(ToIntFunction.class), descOf(BiPredicate.class));
    builder.withMethodBody(
        ConstantDescs.INIT_NAME,
        ConstantDescs.MTD_void,
        ClassFile.ACC_PUBLIC,
        code ->
            code.aload(0)
                .invokespecial(CD_Object, ConstantDescs.INIT_NAME, ConstantDescs.MTD_void)
                .return_());
    method(builder, "accept", MethodTypeDesc.of(CD_void, CD_Object, CD_Object), this::encode);
    method(builder, "apply", MethodTypeDesc.of(CD_Object, CD_Object), this::decode);
    method(builder, "applyAsInt", MethodTypeDesc.of(CD_int, CD_Object), this::hash);
    method(builder, "test", EQUAL, this::equal);
  }

  private static void method(
      ClassBuilder builder, String name, MethodTypeDesc descriptor, Consumer<CodeBuilder> body) {
    builder.withMethodBody(name, descriptor, ClassFile.ACC_PUBLIC, body);
  }

  private static ClassDesc descOf(Class<?> type) {
    return type.describeConstable().orElseThrow();
  }

  private void encode(CodeBuilder code) {
    code.aload(1).checkcast(type).astore(1);
    code.aload(2).checkcast(ENCODER).astore(2);
    for (int i = 0; i < parts.length; i++) {
      code.aload(2);
      if (parts[i].form() == Part.Form.KNOWN) {
        loadConstant(code, i, CODEC);
      }
      get(code, 1, i);
      write(code, parts[i].form());
    }
    code.return_();
  }

  private static void write(CodeBuilder code, Part.Form form) {
    switch (form) {
      case BOOLEAN -> write(code, "writeBoolean", CD_boolean);
      case BYTE -> write(code, "writeByte", CD_int);
      case SHORT -> write(code, "writeShort", CD_int);
      case CHAR -> write(code, "writeChar", ConstantDescs.CD_char);
      case INT -> write(code, "writeVarInt", CD_int);
      case LONG -> write(code, "writeVarLong", ConstantDescs.CD_long);
      case FLOAT -> write(code, "writeFloat", ConstantDescs.CD_float);
      case DOUBLE -> write(code, "writeDouble", ConstantDescs.CD_double);
      case STRING -> write(code, "writeNullableString", CD_String);
      case KNOWN -> write(code, "writeNullable", CODEC, CD_Object);
      case OPEN -> write(code, "writeValue", CD_Object);
    }
  }

  private static void write(CodeBuilder code, String method, ClassDesc... parameters) {
    code.invokevirtual(ENCODER, method, MethodTypeDesc.of(CD_void, parameters));
  }

  private void decode(CodeBuilder code) {
    code.aload(1).checkcast(DECODER).astore(1);
    code.new_(type).dup();
    if (!struct.isRecord()) {
      code.invokespecial(type, ConstantDescs.INIT_NAME, ConstantDescs.MTD_void);
    }
    for (int i = 0; i < parts.length; i++) {
      if (!struct.isRecord()) {
        code.dup();
      }
      read(code, i);
      if (!struct.isRecord()) {
        set(code, struct.members().get(i).setter());
      }
    }
    if (struct.isRecord()) {
      List<ClassDesc> components = new ArrayList<>();
      for (Struct.Member member : struct.members()) {
        components.add(descOf(member.type()));
      }
      code.invokespecial(type, ConstantDescs.INIT_NAME, MethodTypeDesc.of(CD_void, components));
    }
    code.areturn();
  }

  private void read(CodeBuilder code, int index) {
    code.aload(1);
    switch (parts[index].form()) {
      case BOOLEAN -> read(code, "readBoolean", CD_boolean);
      case BYTE -> read(code, "readByte", ConstantDescs.CD_byte);
      case SHORT -> read(code, "readShort", ConstantDescs.CD_short);
      case CHAR -> read(code, "readChar", ConstantDescs.CD_char);
      case INT -> read(code, "readVarInt", CD_int);
      case LONG -> read(code, "readVarLong", ConstantDescs.CD_long);
      case FLOAT -> read(code, "readFloat", ConstantDescs.CD_float);
      case DOUBLE -> read(code, "readDouble", ConstantDescs.CD_double);
      case STRING -> read(code, "readNullableString", CD_String);
      case KNOWN -> {
        loadConstant(code, index, CODEC);
        read(code, "readNullable", CD_Object, CODEC);
        code.checkcast(descOf(struct.members().get(index).type()));
      }
      case OPEN -> {
        read(code, "readValue", CD_Object);
        code.checkcast(descOf(struct.members().get(index).type()));
      }
    }
  }

  private static void read(CodeBuilder code, String method, ClassDesc result, ClassDesc... parameters) {
    code.invokevirtual(DECODER, method, MethodTypeDesc.of(result, parameters));
  }

  /** Setters may return something, for chaining. */
  private void set(CodeBuilder code, Method setter) {
    ClassDesc result = descOf(setter.getReturnType());
    MethodTypeDesc descriptor = MethodTypeDesc.of(result, descOf(setter.getParameterTypes()[0]));
    code.invokevirtual(type, setter.getName(), descriptor);
    switch (TypeKind.from(result).slotSize()) {
      case 1 -> code.pop();
      case 2 -> code.pop2();
      default -> {}
    }
  }

  /** Leaves the value of a field on the stack. */
  private void get(CodeBuilder code, int local, int index) {
    Method getter = struct.members().get(index).getter();
    code.aload(local);
    code.invokevirtual(type, getter.getName(), MethodTypeDesc.of(descOf(getter.getReturnType())));
  }

  private static void loadConstant(CodeBuilder code, int index, ClassDesc constantType) {
    ConstantDesc constant =
        DynamicConstantDesc.ofNamed(CLASS_DATA_AT, ConstantDescs.DEFAULT_NAME, constantType, index);
    code.loadConstant(constant);
  }

  /** {@code hash = 31 * hash + hash of the part}, for one part after the other. */
  private void hash(CodeBuilder code) {
    code.aload(1).checkcast(type).astore(1);
    code.iconst_0();
    for (int i = 0; i < parts.length; i++) {
      code.bipush(31).imul();
      hashPart(code, i);
      code.iadd();
    }
    code.ireturn();
  }

  private void hashPart(CodeBuilder code, int index) {
    switch (parts[index].form()) {
      case KNOWN -> hashKnown(code, index);
      case STRING, OPEN -> {
        loadConstant(code, parts.length, CODECS);
        get(code, 1, index);
        code.invokevirtual(CODECS, "hash", MethodTypeDesc.of(CD_int, CD_Object));
      }
      default -> {
        get(code, 1, index);
        Class<?> primitive = struct.members().get(index).type();
        ClassDesc box = boxOf(primitive);
        code.invokestatic(box, "hashCode", MethodTypeDesc.of(CD_int, descOf(primitive)));
      }
    }
  }

  private void hashKnown(CodeBuilder code, int index) {
    Label isNull = code.newLabel();
    Label end = code.newLabel();
    get(code, 1, index);
    code.astore(2).aload(2).ifnull(isNull);
    loadConstant(code, index, CODEC);
    code.aload(2).invokeinterface(CODEC, "hash", MethodTypeDesc.of(CD_int, CD_Object)).goto_(end);
    code.labelBinding(isNull).iconst_0();
    code.labelBinding(end);
  }

  private void equal(CodeBuilder code) {
    Label different = code.newLabel();
    code.aload(1).checkcast(type).astore(1);
    code.aload(2).checkcast(type).astore(2);
    for (int i = 0; i < parts.length; i++) {
      equalPart(code, i, different);
    }
    code.iconst_1().ireturn();
    code.labelBinding(different).iconst_0().ireturn();
  }

  private void equalPart(CodeBuilder code, int index, Label different) {
    switch (parts[index].form()) {
      case KNOWN -> equalKnown(code, index, different);
      case STRING, OPEN -> {
        loadConstant(code, parts.length, CODECS);
        get(code, 1, index);
        get(code, 2, index);
        code.invokevirtual(CODECS, "equal", EQUAL).ifeq(different);
      }
      default -> {
        get(code, 1, index);
        get(code, 2, index);
        ClassDesc primitive = descOf(struct.members().get(index).type());
        ClassDesc box = boxOf(struct.members().get(index).type());
        code.invokestatic(box, "compare", MethodTypeDesc.of(CD_int, primitive, primitive)).ifne(different);
      }
    }
  }

  private void equalKnown(CodeBuilder code, int index, Label different) {
    Label same = code.newLabel();
    get(code, 1, index);
    code.astore(3);
    get(code, 2, index);
    code.astore(4);
    code.aload(3).aload(4).if_acmpeq(same);
    code.aload(3).ifnull(different);
    code.aload(4).ifnull(different);
    loadConstant(code, index, CODEC);
    code.aload(3).aload(4).invokeinterface(CODEC, "equal", EQUAL).ifeq(different);
    code.labelBinding(same);
  }

  private static ClassDesc boxOf(Class<?> primitive) {
    return descOf(java.lang.invoke.MethodType.methodType(primitive).wrap().returnType());
  }
}
