package io.brasa.runtime.codec;

import java.io.Serializable;
import java.lang.reflect.Modifier;

/**
 * Decides which kind of codec serves a class. Methods return the interface so that only the class
 * chosen is loaded.
 */
final class CodecCatalog {
  private CodecCatalog() {}

  /** A codec that is not linked yet. Fails with {@code CODEC_UNSUPPORTED}. */
  @SuppressWarnings({"unchecked", "rawtypes"})
  static Codec<?> create(Class<?> type, Linker linker) {
    Codecs codecs = linker.codecs();
    if (type.isPrimitive()) {
      return linker.codec(boxOf(type));
    }
    Codec<?> builtIn = BuiltIn.codecOf(type, codecs);
    if (builtIn != null) {
      return builtIn;
    }
    if (type.isArray()) {
      return new ObjectArrayCodec<>((Class<Object[]>) type, 0, codecs);
    }
    if (Enum.class.isAssignableFrom(type) && type != Enum.class) {
      return new EnumCodec(type.isEnum() ? type : type.getSuperclass());
    }
    CodedBy coded = type.getAnnotation(CodedBy.class);
    if (coded != null) {
      return FormCodec.of(type, coded, linker);
    }
    if (type.isRecord()) {
      return new StructCodec<>(Struct.ofRecord(type, linker), linker);
    }
    if (type == Object.class || type.isInterface() || Modifier.isAbstract(type.getModifiers())) {
      return new OpenCodec<>(type, codecs);
    }
    Struct bean = Struct.ofBean(type, linker);
    if (bean != null) {
      return new StructCodec<>(bean, linker);
    }
    if (Serializable.class.isAssignableFrom(type)) {
      return new FallbackCodec<>(type, codecs);
    }
    throw CodecErrors.unsupported(linker.path(), type);
  }

  private static Class<?> boxOf(Class<?> primitive) {
    return switch (primitive.getName()) {
      case "boolean" -> Boolean.class;
      case "byte" -> Byte.class;
      case "short" -> Short.class;
      case "char" -> Character.class;
      case "int" -> Integer.class;
      case "long" -> Long.class;
      case "float" -> Float.class;
      case "double" -> Double.class;
      default -> Void.class;
    };
  }
}
