package io.brasa.runtime.codec;

import java.lang.reflect.Modifier;
import java.util.HashMap;
import java.util.Map;

/**
 * Makes the codec of one class together with those that it needs and that do not exist yet. Codecs
 * under construction are seen by this linker alone, so that a type may contain itself, no lock is
 * held while a class is loaded (which may fetch it from afar), and nothing half-made is left behind
 * by a failure; two threads may make the same codec twice, and the first to finish is kept.
 */
final class Linker {
  private final Codecs codecs;
  private final Map<Class<?>, ContentCodec<?>> made = new HashMap<>();
  private final StringBuilder path = new StringBuilder();

  Linker(Codecs codecs, Class<?> root) {
    this.codecs = codecs;
    path.append(CodecErrors.nameOf(root));
  }

  Codecs codecs() {
    return codecs;
  }

  Map<Class<?>, ContentCodec<?>> made() {
    return made;
  }

  /** The way from the class that was asked for to the one at hand, for messages. */
  String path() {
    return path.toString();
  }

  /** How a field or element of a declared type is written. */
  Part part(String step, Class<?> declared) {
    Part.Form form = Part.formOf(declared);
    if (form != Part.Form.KNOWN) {
      return new Part(form, null);
    }
    return isOneClass(declared) ? new Part(Part.Form.KNOWN, below(step, declared)) : Part.OPEN;
  }

  /**
   * Whether values of a declared type are of exactly this class, as far as codecs tell classes
   * apart.
   */
  static boolean isOneClass(Class<?> type) {
    if (type.isArray()) {
      return type.getComponentType().isPrimitive() || isOneClass(type.getComponentType());
    }
    if (type == Void.class) {
      return false; // always null
    }
    return type.isEnum() || Modifier.isFinal(type.getModifiers());
  }

  private ContentCodec<?> below(String step, Class<?> type) {
    int length = path.length();
    path.append(step);
    ContentCodec<?> codec = codec(type);
    path.setLength(length);
    return codec;
  }

  ContentCodec<?> codec(Class<?> type) {
    ContentCodec<?> codec = codecs.known(type);
    if (codec == null) {
      codec = made.get(type);
    }
    if (codec == null) {
      codec = (ContentCodec<?>) CodecCatalog.create(type, this);
      made.put(type, codec);
      codec.link(this);
    }
    return codec;
  }
}
