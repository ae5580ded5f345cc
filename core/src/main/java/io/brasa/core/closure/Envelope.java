package io.brasa.core.closure;

import java.util.List;

/**
 * How functions travel. {@code bytes} are the serialised graph; {@code classes} names every user
 * class that it needs, with the hash of its bytes, so that an executor can tell a redefined class
 * from the one it has; {@code statics} are the values of mutable static fields that the byte code
 * of the functions reads.
 */
public record Envelope(byte[] bytes, List<ClassHash> classes, List<StaticValue> statics) {
  /**
   * @param hash the first 16 bytes of the SHA-256 of the class file, as 32 hexadecimal digits
   */
  public record ClassHash(String name, String hash) {}

  /**
   * @param value the serialised value
   */
  public record StaticValue(String className, String field, byte[] value) {}
}
