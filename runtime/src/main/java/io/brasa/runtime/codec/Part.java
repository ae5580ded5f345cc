package io.brasa.runtime.codec;

import java.util.Set;

/**
 * How one field or element is written, as its declared type decides.
 *
 * @param codec of the type when the type allows one class only, null when the class is found by the
 *     value
 */
record Part(Form form, ContentCodec<?> codec) {
  /**
   * Primitives and strings are written bare; the rest says whether it is null, and of which class
   * if need be.
   */
  enum Form {
    BOOLEAN,
    BYTE,
    SHORT,
    CHAR,
    INT,
    LONG,
    FLOAT,
    DOUBLE,
    STRING,
    KNOWN,
    OPEN
  }

  static final Part OPEN = new Part(Form.OPEN, null);

  static Form formOf(Class<?> type) {
    return switch (type.getName()) {
      case "boolean" -> Form.BOOLEAN;
      case "byte" -> Form.BYTE;
      case "short" -> Form.SHORT;
      case "char" -> Form.CHAR;
      case "int" -> Form.INT;
      case "long" -> Form.LONG;
      case "float" -> Form.FLOAT;
      case "double" -> Form.DOUBLE;
      case "java.lang.String" -> Form.STRING;
      default -> Form.KNOWN;
    };
  }

  void write(Object value, Encoder out) {
    switch (form) {
      case BOOLEAN -> out.writeBoolean((boolean) value);
      case BYTE -> out.writeByte((byte) value);
      case SHORT -> out.writeShort((short) value);
      case CHAR -> out.writeChar((char) value);
      case INT -> out.writeVarInt((int) value);
      case LONG -> out.writeVarLong((long) value);
      case FLOAT -> out.writeFloat((float) value);
      case DOUBLE -> out.writeDouble((double) value);
      case STRING -> out.writeNullableString((String) value);
      case KNOWN -> out.writeNullable(codec, value);
      case OPEN -> out.writeValue(value);
    }
  }

  Object read(Decoder in) {
    return switch (form) {
      case BOOLEAN -> in.readBoolean();
      case BYTE -> in.readByte();
      case SHORT -> in.readShort();
      case CHAR -> in.readChar();
      case INT -> in.readVarInt();
      case LONG -> in.readVarLong();
      case FLOAT -> in.readFloat();
      case DOUBLE -> in.readDouble();
      case STRING -> in.readNullableString();
      case KNOWN -> in.readNullable(codec);
      case OPEN -> in.readValue();
    };
  }

  boolean isReference() {
    return form.compareTo(Form.STRING) >= 0;
  }

  int hash(Object value, Codecs codecs) {
    return codec == null ? codecs.hash(value) : codecs.hash(codec, value);
  }

  boolean equal(Object left, Object right, Codecs codecs) {
    return codec == null ? codecs.equal(left, right) : codecs.equal(codec, left, right);
  }

  boolean isImmutable(Object value, Codecs codecs) {
    return codec == null ? codecs.isImmutable(value) : codecs.isImmutable(codec, value);
  }

  Immutability immutability(Set<ContentCodec<?>> visited) {
    if (form == Form.OPEN) {
      return Immutability.BY_PARTS;
    }
    return codec == null ? Immutability.ALWAYS : codec.immutability(visited);
  }

  /** Whether the part can hold nothing but legal keys. */
  boolean isAlwaysKey(Set<ContentCodec<?>> visited) {
    return form != Form.OPEN && (codec == null || codec.isAlwaysKey(visited));
  }
}
