package io.brasa.runtime.codec;

import java.lang.invoke.MethodHandles.Lookup;
import java.lang.reflect.Method;

/**
 * Writes a class that does for one struct what {@link StructHandles} does, byte for byte, as if it
 * were:
 *
 * <pre>
 *   final class Point$Form implements BiConsumer, Function, ... {
 *     static final Codec PART_1 = ...;                                  // seen by the compiler as constants
 *     public void accept(Object value, Object out) {                   // encode
 *       ((Encoder) out).writeVarInt(((Point) value).x());
 *       ((Encoder) out).writeNullable(PART_1, ((Point) value).color());
 *     }
 *     public Object apply(Object in) {                                 // decode
 *       return new Point(((Decoder) in).readVarInt(), (Color) ((Decoder) in).readNullable(PART_1));
 *     }
 *     public int applyAsInt(Object value) { ... }                      // hash
 *     public int applyAsInt(Object left, Object right) { ... }         // difference: 0 if equal
 *     public boolean test(Object value) { ... }                        // is immutable
 *     public Object apply(Object value, Object array) { ... }          // references
 *     public Object invoke(Object value, Method m, Object[] a) { ... } // copy; no other interface of the JDK fits
 *   }
 * </pre>
 *
 * <p>The class is hidden and a nest mate of the user's: it may call a private constructor, and it
 * goes when the user's class does. None of its methods branches, which keeps {@link ClassBytes}
 * small: nulls are dealt with by the methods called, and equality looks at all fields, which it
 * must do anyway when two keys are equal. A record has at most 255 components of at most 30 bytes
 * each, so that no method comes near the 8,000 bytes beyond which HotSpot would not compile it.
 *
 * <p>Starting with method handles and generating later, with the JDK's library, was tried: the
 * first record cost some 20 ms of processor time in handles alone, about thirty classes spun by the
 * JVM, against one or two for this class.
 */
final class StructGenerator {
  private static final String OBJECT = "java/lang/Object";
  private static final String ENCODER = "io/brasa/runtime/codec/Encoder";
  private static final String DECODER = "io/brasa/runtime/codec/Decoder";
  private static final String CODECS = "io/brasa/runtime/codec/Codecs";
  private static final String CODEC_TYPE = "Lio/brasa/runtime/codec/Codec;";
  private static final String CODECS_TYPE = "Lio/brasa/runtime/codec/Codecs;";

  private final Struct struct;
  private final Part[] parts;
  private final String type;
  private final ClassBytes bytes;

  private StructGenerator(Struct struct, Part[] parts) {
    this.struct = struct;
    this.parts = parts;
    this.type = internalName(struct.type());
    this.bytes = new ClassBytes(type.concat("$Form"));
  }

  /** The generated form, or null if the user's class does not let it in. */
  static StructForm generate(Struct struct, Part[] parts, Lookup lookup, Codecs codecs) {
    if (!isOpen(struct, lookup)) {
      return null;
    }
    try {
      byte[] file = new StructGenerator(struct, parts).classFile();
      Object[] constants = constants(parts, codecs);
      Door.full(lookup)
          .defineHiddenClassWithClassData(file, constants, true, Lookup.ClassOption.NESTMATE);
      return new StructCode(constants[parts.length + 1], parts.length);
    } catch (IllegalAccessException | RuntimeException | LinkageError refused) {
      return null; // handles do the work; the caller counts it
    }
  }

  /**
   * Generated code must see our public types by name, and all types it names must have names that
   * can be written.
   */
  static boolean isOpen(Struct struct, Lookup lookup) {
    Class<?> type = struct.type();
    if (type.isHidden() || lookup.lookupClass() != type) {
      return false;
    }
    for (Struct.Member member : struct.members()) {
      if (member.type().isHidden()) {
        return false;
      }
    }
    try {
      return type.getModule().canRead(Encoder.class.getModule())
          && Class.forName(Encoder.class.getName(), false, type.getClassLoader()) == Encoder.class;
    } catch (ClassNotFoundException unseen) {
      return false;
    }
  }

  /**
   * The codecs of the parts in their order, the codecs of all, and room where the new class puts an
   * instance of itself.
   */
  private static Object[] constants(Part[] parts, Codecs codecs) {
    Object[] constants = new Object[parts.length + 2];
    for (int i = 0; i < parts.length; i++) {
      constants[i] = parts[i].codec();
    }
    constants[parts.length] = codecs;
    return constants;
  }

  private byte[] classFile() {
    addInitialiser();
    StraightCode constructor = new StraightCode(bytes, 1, 1);
    constructor.aload(0).invokespecial(OBJECT, "<init>", "()V").returnVoid();
    bytes.addMethod(ClassBytes.ACC_PUBLIC, "<init>", "()V", constructor);
    add("accept", "(Ljava/lang/Object;Ljava/lang/Object;)V", encode());
    add("apply", "(Ljava/lang/Object;)Ljava/lang/Object;", decode());
    add("applyAsInt", "(Ljava/lang/Object;)I", hash());
    add("applyAsInt", "(Ljava/lang/Object;Ljava/lang/Object;)I", difference());
    add("test", "(Ljava/lang/Object;)Z", isImmutable());
    add("apply", "(Ljava/lang/Object;Ljava/lang/Object;)Ljava/lang/Object;", references());
    add(
        "invoke",
        "(Ljava/lang/Object;Ljava/lang/reflect/Method;[Ljava/lang/Object;)Ljava/lang/Object;",
        copy());
    return bytes.toByteArray(
        "java/util/function/BiConsumer",
        "java/util/function/Function",
        "java/util/function/ToIntFunction",
        "java/util/function/ToIntBiFunction",
        "java/util/function/Predicate",
        "java/util/function/BiFunction",
        "java/lang/reflect/InvocationHandler");
  }

  private void add(String name, String descriptor, StraightCode code) {
    bytes.addMethod(ClassBytes.ACC_PUBLIC, name, descriptor, code);
  }

  /**
   * Takes the constants from the class data, once, and leaves the instance there: no reflection is
   * needed to get it.
   */
  private void addInitialiser() {
    StraightCode code = new StraightCode(bytes, 5, 1);
    code.invokestatic(
            "java/lang/invoke/MethodHandles", "lookup", "()Ljava/lang/invoke/MethodHandles$Lookup;")
        .ldcString("_")
        .ldcClass("[Ljava/lang/Object;")
        .invokestatic(
            "java/lang/invoke/MethodHandles",
            "classData",
            "(Ljava/lang/invoke/MethodHandles$Lookup;Ljava/lang/String;Ljava/lang/Class;)Ljava/lang/Object;")
        .checkcast("[Ljava/lang/Object;")
        .astore(0);
    for (int i = 0; i < parts.length; i++) {
      if (parts[i].codec() != null) {
        bytes.addField(ClassBytes.ACC_STATIC_FINAL, fieldOf(i), CODEC_TYPE);
        code.aload(0).sipush(i).aaload().checkcast("io/brasa/runtime/codec/Codec");
        code.putstatic(bytes.name(), fieldOf(i), CODEC_TYPE);
      }
    }
    bytes.addField(ClassBytes.ACC_STATIC_FINAL, "CODECS", CODECS_TYPE);
    code.aload(0).sipush(parts.length).aaload().checkcast(CODECS);
    code.putstatic(bytes.name(), "CODECS", CODECS_TYPE);
    code.aload(0).sipush(parts.length + 1);
    code.newObject(bytes.name()).dup().invokespecial(bytes.name(), "<init>", "()V").aastore();
    bytes.addMethod(ClassBytes.ACC_STATIC, "<clinit>", "()V", code.returnVoid());
  }

  private static String internalName(Class<?> type) {
    return type.getName().replace('.', '/');
  }

  private StraightCode encode() {
    StraightCode code = new StraightCode(bytes, 4, 3);
    code.aload(1).checkcast(type).astore(1);
    code.aload(2).checkcast(ENCODER).astore(2);
    for (int i = 0; i < parts.length; i++) {
      code.aload(2);
      switch (parts[i].form()) {
        case BOOLEAN -> write(get(code, 1, i), "writeBoolean", "(Z)V");
        case BYTE -> write(get(code, 1, i), "writeByte", "(I)V");
        case SHORT -> write(get(code, 1, i), "writeShort", "(I)V");
        case CHAR -> write(get(code, 1, i), "writeChar", "(C)V");
        case INT -> write(get(code, 1, i), "writeVarInt", "(I)V");
        case LONG -> write(get(code, 1, i), "writeVarLong", "(J)V");
        case FLOAT -> write(get(code, 1, i), "writeFloat", "(F)V");
        case DOUBLE -> write(get(code, 1, i), "writeDouble", "(D)V");
        case STRING -> write(get(code, 1, i), "writeNullableString", "(Ljava/lang/String;)V");
        case KNOWN ->
            write(
                get(codec(code, i), 1, i),
                "writeNullable",
                "(" + CODEC_TYPE + "Ljava/lang/Object;)V");
        case OPEN -> write(get(code, 1, i), "writeValue", "(Ljava/lang/Object;)V");
      }
    }
    return code.returnVoid();
  }

  private static void write(StraightCode code, String method, String descriptor) {
    code.invokevirtual(ENCODER, method, descriptor);
  }

  private StraightCode codec(StraightCode code, int index) {
    return code.getstatic(bytes.name(), fieldOf(index), CODEC_TYPE);
  }

  private static String fieldOf(int part) {
    return "PART_".concat(Integer.toString(part));
  }

  private StraightCode codecs(StraightCode code) {
    return code.getstatic(bytes.name(), "CODECS", CODECS_TYPE);
  }

  /** Leaves a field of the value in a local variable on the stack. */
  private StraightCode get(StraightCode code, int local, int index) {
    Method getter = struct.members().get(index).getter();
    String descriptor = "()".concat(getter.getReturnType().descriptorString());
    return code.aload(local).invokevirtual(type, getter.getName(), descriptor);
  }

  private StraightCode decode() {
    StraightCode code = new StraightCode(bytes, 5 + 2 * parts.length, 2);
    code.aload(1).checkcast(DECODER).astore(1);
    return make(code, false);
  }

  private StraightCode copy() {
    StraightCode code = new StraightCode(bytes, 6 + 2 * parts.length, 4);
    code.aload(1).checkcast(type).astore(1);
    return make(code, true);
  }

  private void copy(StraightCode code, int index) {
    switch (parts[index].form()) {
      case KNOWN -> {
        get(codec(codecs(code), index), 1, index)
            .invokevirtual(
                CODECS, "copy", "(" + CODEC_TYPE + "Ljava/lang/Object;)Ljava/lang/Object;")
            .checkcast(internalName(struct.members().get(index).type()));
      }
      case OPEN ->
          get(codecs(code), 1, index)
              .invokevirtual(CODECS, "copy", "(Ljava/lang/Object;)Ljava/lang/Object;")
              .checkcast(internalName(struct.members().get(index).type()));
      default -> get(code, 1, index);
    }
  }

  /**
   * Makes a value of the parts.
   *
   * @param isCopy whether these are copies of another value's parts; else they are read
   */
  private StraightCode make(StraightCode code, boolean isCopy) {
    code.newObject(type).dup();
    if (!struct.isRecord()) {
      code.invokespecial(type, "<init>", "()V");
    }
    StringBuilder descriptor = new StringBuilder("(");
    for (int i = 0; i < parts.length; i++) {
      Struct.Member member = struct.members().get(i);
      descriptor.append(member.type().descriptorString());
      if (!struct.isRecord()) code.dup();
      if (isCopy) copy(code, i);
      else read(code, i);
      if (!struct.isRecord()) set(code, type, member.setter());
    }
    if (struct.isRecord()) {
      code.invokespecial(type, "<init>", descriptor.append(")V").toString());
    }
    return code.areturn();
  }

  private void read(StraightCode code, int index) {
    code.aload(1);
    switch (parts[index].form()) {
      case BOOLEAN -> read(code, "readBoolean", "()Z");
      case BYTE -> read(code, "readByte", "()B");
      case SHORT -> read(code, "readShort", "()S");
      case CHAR -> read(code, "readChar", "()C");
      case INT -> read(code, "readVarInt", "()I");
      case LONG -> read(code, "readVarLong", "()J");
      case FLOAT -> read(code, "readFloat", "()F");
      case DOUBLE -> read(code, "readDouble", "()D");
      case STRING -> read(code, "readNullableString", "()Ljava/lang/String;");
      case KNOWN -> {
        read(codec(code, index), "readNullable", "(" + CODEC_TYPE + ")Ljava/lang/Object;");
        code.checkcast(internalName(struct.members().get(index).type()));
      }
      case OPEN -> {
        read(code, "readValue", "()Ljava/lang/Object;");
        code.checkcast(internalName(struct.members().get(index).type()));
      }
    }
  }

  private static void read(StraightCode code, String method, String descriptor) {
    code.invokevirtual(DECODER, method, descriptor);
  }

  /** Setters may return something, for chaining. */
  static void set(StraightCode code, String type, Method setter) {
    Class<?> result = setter.getReturnType();
    String parameter = setter.getParameterTypes()[0].descriptorString();
    String descriptor = "(".concat(parameter).concat(")").concat(result.descriptorString());
    code.invokevirtual(type, setter.getName(), descriptor);
    if (result == long.class || result == double.class) {
      code.pop2();
    } else if (result != void.class) {
      code.pop();
    }
  }

  /** {@code hash = 31 * hash + hash of the part}, for one part after the other. */
  private StraightCode hash() {
    StraightCode code = new StraightCode(bytes, 5, 2);
    code.aload(1).checkcast(type).astore(1).iconst(0);
    for (int i = 0; i < parts.length; i++) {
      code.bipush(31).imul();
      switch (parts[i].form()) {
        case BOOLEAN -> hash(code, i, "java/lang/Boolean", "(Z)I");
        case BYTE, SHORT, CHAR, INT -> get(code, 1, i);
        case LONG -> hash(code, i, "java/lang/Long", "(J)I");
        case FLOAT -> hash(code, i, "java/lang/Float", "(F)I");
        case DOUBLE -> hash(code, i, "java/lang/Double", "(D)I");
        case STRING, OPEN ->
            get(codecs(code), 1, i).invokevirtual(CODECS, "hash", "(Ljava/lang/Object;)I");
        case KNOWN ->
            get(codec(codecs(code), i), 1, i)
                .invokevirtual(CODECS, "hash", "(" + CODEC_TYPE + "Ljava/lang/Object;)I");
      }
      code.iadd();
    }
    return code.ireturn();
  }

  private void hash(StraightCode code, int index, String box, String descriptor) {
    get(code, 1, index).invokestatic(box, "hashCode", descriptor);
  }

  /** The bits in which parts differ, of all parts together. */
  private StraightCode difference() {
    StraightCode code = new StraightCode(bytes, 6, 3);
    code.aload(1).checkcast(type).astore(1);
    code.aload(2).checkcast(type).astore(2).iconst(0);
    for (int i = 0; i < parts.length; i++) {
      switch (parts[i].form()) {
        case BOOLEAN, BYTE, SHORT, CHAR, INT -> get(get(code, 1, i), 2, i).ixor();
        case LONG -> get(get(code, 1, i), 2, i).lcmp();
        case FLOAT ->
            get(get(code, 1, i), 2, i).invokestatic("java/lang/Float", "compare", "(FF)I");
        case DOUBLE ->
            get(get(code, 1, i), 2, i).invokestatic("java/lang/Double", "compare", "(DD)I");
        case STRING, OPEN ->
            get(get(codecs(code), 1, i), 2, i)
                .invokevirtual(CODECS, "equal", "(Ljava/lang/Object;Ljava/lang/Object;)Z")
                .iconst(1)
                .ixor();
        case KNOWN ->
            get(get(codec(codecs(code), i), 1, i), 2, i)
                .invokevirtual(
                    CODECS, "equal", "(" + CODEC_TYPE + "Ljava/lang/Object;Ljava/lang/Object;)Z")
                .iconst(1)
                .ixor();
      }
      code.ior();
    }
    return code.ireturn();
  }

  private StraightCode isImmutable() {
    StraightCode code = new StraightCode(bytes, 4, 2);
    code.aload(1).checkcast(type).astore(1).iconst(1);
    for (int i = 0; i < parts.length; i++) {
      if (parts[i].form() == Part.Form.OPEN) {
        get(codecs(code), 1, i)
            .invokevirtual(CODECS, "isImmutable", "(Ljava/lang/Object;)Z")
            .iand();
      } else if (parts[i].codec() != null) {
        get(codec(codecs(code), i), 1, i)
            .invokevirtual(CODECS, "isImmutable", "(" + CODEC_TYPE + "Ljava/lang/Object;)Z")
            .iand();
      }
    }
    return code.ireturn();
  }

  private StraightCode references() {
    StraightCode code = new StraightCode(bytes, 5, 3);
    code.aload(1).checkcast(type).astore(1);
    code.aload(2).checkcast("[Ljava/lang/Object;").astore(2);
    for (int i = 0; i < parts.length; i++) {
      if (parts[i].isReference()) {
        get(code.aload(2).sipush(i), 1, i).aastore();
      }
    }
    return code.aload(2).areturn();
  }
}
