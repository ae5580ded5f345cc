package io.brasa.runtime.codec;

import java.lang.invoke.MethodHandles.Lookup;
import java.lang.reflect.Method;

/**
 * Writes the class that does the work of a {@link StructAccess}, as if it were:
 *
 * <pre>
 *   final class Point$Access implements BiConsumer, Function {
 *     public void accept(Object value, Object sink) {
 *       ((PartSink) sink).putInt(0, ((Point) value).x());
 *       ((PartSink) sink).putObject(1, ((Point) value).color());
 *     }
 *     public Object apply(Object source) {
 *       return new Point(((PartSource) source).intAt(0), (Color) ((PartSource) source).objectAt(1));
 *     }
 *   }
 * </pre>
 *
 * <p>Hidden, a nest mate of the user's class and without branches, as {@link StructGenerator} says.
 */
final class StructAccessGenerator {
  private static final String OBJECT = "java/lang/Object";
  private static final String SINK = "io/brasa/runtime/codec/PartSink";
  private static final String SOURCE = "io/brasa/runtime/codec/PartSource";

  private final Struct struct;
  private final String type;
  private final ClassBytes bytes;

  private StructAccessGenerator(Struct struct) {
    this.struct = struct;
    this.type = internalName(struct.type());
    this.bytes = new ClassBytes(type.concat("$Access"));
  }

  /** An instance of the new class, or null if the user's class does not let it in. */
  static Object generate(Struct struct, Lookup lookup) {
    if (!StructGenerator.isOpen(struct, lookup)) return null;
    try {
      byte[] file = new StructAccessGenerator(struct).classFile();
      Object[] room = new Object[1];
      Door.full(lookup)
          .defineHiddenClassWithClassData(file, room, true, Lookup.ClassOption.NESTMATE);
      return room[0];
    } catch (IllegalAccessException | RuntimeException | LinkageError refused) {
      return null; // handles do the work
    }
  }

  private static String internalName(Class<?> type) {
    return type.getName().replace('.', '/');
  }

  private byte[] classFile() {
    addInitialiser();
    StraightCode constructor = new StraightCode(bytes, 1, 1);
    constructor.aload(0).invokespecial(OBJECT, "<init>", "()V").returnVoid();
    bytes.addMethod(ClassBytes.ACC_PUBLIC, "<init>", "()V", constructor);
    bytes.addMethod(
        ClassBytes.ACC_PUBLIC, "accept", "(Ljava/lang/Object;Ljava/lang/Object;)V", take());
    bytes.addMethod(
        ClassBytes.ACC_PUBLIC, "apply", "(Ljava/lang/Object;)Ljava/lang/Object;", make());
    return bytes.toByteArray("java/util/function/BiConsumer", "java/util/function/Function");
  }

  /** Leaves an instance in the class data, so that no reflection is needed to get it. */
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
        .sipush(0)
        .newObject(bytes.name())
        .dup()
        .invokespecial(bytes.name(), "<init>", "()V")
        .aastore();
    bytes.addMethod(ClassBytes.ACC_STATIC, "<clinit>", "()V", code.returnVoid());
  }

  private StraightCode take() {
    StraightCode code = new StraightCode(bytes, 5, 3);
    code.aload(1).checkcast(type).astore(1);
    code.aload(2).checkcast(SINK).astore(2);
    for (int i = 0; i < struct.members().size(); i++) {
      Method getter = struct.members().get(i).getter();
      String result = getter.getReturnType().descriptorString();
      code.aload(2).sipush(i).aload(1).invokevirtual(type, getter.getName(), "()".concat(result));
      String form = "put".concat(form(getter.getReturnType()));
      String given = getter.getReturnType().isPrimitive() ? result : "Ljava/lang/Object;";
      code.invokevirtual(SINK, form, "(I".concat(given).concat(")V"));
    }
    return code.returnVoid();
  }

  /** What the methods of sources and sinks call a type. */
  private static String form(Class<?> type) {
    if (!type.isPrimitive()) return "Object";
    String name = type.getName();
    return name.substring(0, 1).toUpperCase(java.util.Locale.ROOT).concat(name.substring(1));
  }

  private StraightCode make() {
    int count = struct.members().size();
    StraightCode code = new StraightCode(bytes, 6 + 2 * count, 2);
    code.aload(1).checkcast(SOURCE).astore(1);
    code.newObject(type).dup();
    if (!struct.isRecord()) code.invokespecial(type, "<init>", "()V");
    StringBuilder descriptor = new StringBuilder("(");
    for (int i = 0; i < count; i++) {
      Struct.Member member = struct.members().get(i);
      descriptor.append(member.type().descriptorString());
      if (!struct.isRecord()) code.dup();
      read(code, i, member.type());
      if (!struct.isRecord()) StructGenerator.set(code, type, member.setter());
    }
    if (struct.isRecord()) code.invokespecial(type, "<init>", descriptor.append(")V").toString());
    return code.areturn();
  }

  private static void read(StraightCode code, int place, Class<?> type) {
    code.aload(1).sipush(place);
    if (type.isPrimitive()) {
      code.invokevirtual(
          SOURCE, type.getName().concat("At"), "(I)".concat(type.descriptorString()));
      return;
    }
    code.invokevirtual(SOURCE, "objectAt", "(I)Ljava/lang/Object;").checkcast(internalName(type));
  }
}
