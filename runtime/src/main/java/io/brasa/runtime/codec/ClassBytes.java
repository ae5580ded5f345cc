package io.brasa.runtime.codec;

import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;

/**
 * Writes class files without branches (JVMS 4): such methods need no stack maps, and what remains
 * is a constant pool and a list of bytes. The class-file library of the JDK does far more, and
 * takes 75 ms to start; this takes less than one, also because it avoids what would start more of
 * the JVM: texts are joined by {@code concat} and bytes put one by one.
 */
final class ClassBytes {
  static final int ACC_STATIC_FINAL = 0x0018;
  static final int ACC_STATIC = 0x0008;
  static final int ACC_PUBLIC = 0x0001;

  private static final int MAGIC = 0xCAFE_BABE;
  private static final int JAVA_21 = 65;
  private static final int ACC_FINAL_SUPER_SYNTHETIC = 0x1030;
  private static final int TAG_UTF8 = 1;
  private static final int TAG_CLASS = 7;
  private static final int TAG_STRING = 8;
  private static final int TAG_FIELD = 9;
  private static final int TAG_METHOD = 10;
  private static final int TAG_NAME_AND_TYPE = 12;

  private final Output pool = new Output();
  private final Map<String, Integer> poolIndexes = new HashMap<>();
  private int poolCount = 1;
  private final Output fields = new Output();
  private int fieldCount;
  private final Output methods = new Output();
  private int methodCount;
  private final String name;

  /** Bytes in the order of class files, most significant first. */
  static final class Output {
    private byte[] bytes = new byte[512];
    private int size;

    Output u1(int value) {
      if (size == bytes.length) {
        bytes = Arrays.copyOf(bytes, 2 * size);
      }
      bytes[size++] = (byte) value;
      return this;
    }

    Output u2(int value) {
      return u1(value >> 8).u1(value);
    }

    Output u4(int value) {
      return u2(value >> 16).u2(value);
    }

    Output all(Output other) {
      for (int i = 0; i < other.size; i++) {
        u1(other.bytes[i]);
      }
      return this;
    }

    /** Modified UTF-8 (JVMS 4.4.7): each char by itself, and zero in two bytes. */
    Output text(String text) {
      int lengthAt = size;
      u2(0);
      for (int i = 0; i < text.length(); i++) {
        char c = text.charAt(i);
        if (c > 0 && c < 0x80) {
          u1(c);
        } else if (c < 0x800) {
          u1(0xC0 | c >> 6).u1(0x80 | c & 0x3F);
        } else {
          u1(0xE0 | c >> 12).u1(0x80 | c >> 6 & 0x3F).u1(0x80 | c & 0x3F);
        }
      }
      int length = size - lengthAt - 2;
      bytes[lengthAt] = (byte) (length >> 8);
      bytes[lengthAt + 1] = (byte) length;
      return this;
    }

    int size() {
      return size;
    }

    byte[] toByteArray() {
      return Arrays.copyOf(bytes, size);
    }
  }

  /**
   * @param name the internal name, with slashes
   */
  ClassBytes(String name) {
    this.name = name;
  }

  String name() {
    return name;
  }

  int utf8(String text) {
    String key = "U".concat(text);
    Integer known = poolIndexes.get(key);
    if (known != null) {
      return known;
    }
    pool.u1(TAG_UTF8).text(text);
    return added(key);
  }

  int type(String internalName) {
    return entry("C".concat(internalName), TAG_CLASS, utf8(internalName), -1);
  }

  int string(String text) {
    return entry("S".concat(text), TAG_STRING, utf8(text), -1);
  }

  int field(String owner, String member, String descriptor) {
    return entry("F", TAG_FIELD, owner, member, descriptor);
  }

  int method(String owner, String member, String descriptor) {
    return entry("M", TAG_METHOD, owner, member, descriptor);
  }

  private int entry(String kind, int tag, String owner, String member, String descriptor) {
    String signature = member.concat(":").concat(descriptor);
    int nameAndType =
        entry("N".concat(signature), TAG_NAME_AND_TYPE, utf8(member), utf8(descriptor));
    String key = kind.concat(owner).concat(".").concat(signature);
    return entry(key, tag, type(owner), nameAndType);
  }

  /** Adds an entry of one index or two, unless it is there. */
  private int entry(String key, int tag, int first, int second) {
    Integer known = poolIndexes.get(key);
    if (known != null) {
      return known;
    }
    pool.u1(tag).u2(first);
    if (second >= 0) {
      pool.u2(second);
    }
    return added(key);
  }

  private int added(String key) {
    poolIndexes.put(key, poolCount);
    return poolCount++;
  }

  void addField(int access, String member, String descriptor) {
    fields.u2(access).u2(utf8(member)).u2(utf8(descriptor)).u2(0);
    fieldCount++;
  }

  void addMethod(int access, String member, String descriptor, StraightCode code) {
    Output body = code.bytes();
    methods.u2(access).u2(utf8(member)).u2(utf8(descriptor)).u2(1);
    methods.u2(utf8("Code")).u4(12 + body.size()).u2(code.maxStack()).u2(code.maxLocals());
    methods.u4(body.size()).all(body).u2(0).u2(0); // no handlers, no attributes
    methodCount++;
  }

  /** The whole file of a final class below Object. */
  byte[] toByteArray(String... interfaces) {
    int self = type(name);
    int parent = type("java/lang/Object");
    Output faces = new Output();
    for (String face : interfaces) {
      faces.u2(type(face));
    }
    Output file = new Output().u4(MAGIC).u4(JAVA_21).u2(poolCount).all(pool);
    file.u2(ACC_FINAL_SUPER_SYNTHETIC).u2(self).u2(parent).u2(interfaces.length).all(faces);
    file.u2(fieldCount).all(fields).u2(methodCount).all(methods).u2(0);
    return file.toByteArray();
  }
}
