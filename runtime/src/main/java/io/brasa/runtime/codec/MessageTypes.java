package io.brasa.runtime.codec;

import java.lang.reflect.Array;
import java.lang.reflect.GenericArrayType;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Makes codecs from declared generic types. Data is written by the classes of its values, since
 * type arguments of users' fields prove nothing about what erasure let in; messages are our own and
 * mean what they declare.
 */
final class MessageTypes {
  private final Codecs codecs;
  private final Linker linker;
  private final Map<Class<?>, ContentCodec<?>> made = new HashMap<>();

  MessageTypes(Codecs codecs, Class<?> root) {
    this.codecs = codecs;
    this.linker = new Linker(codecs, root);
  }

  /** Of a record, a sealed type, or a class that needs no declaration. */
  ContentCodec<?> codecOf(Class<?> type) {
    ContentCodec<?> known = made.get(type);
    if (known != null) {
      return known;
    }
    if (type.isSealed() && !type.isEnum()) {
      SealedCodec<?> codec = new SealedCodec<>(type);
      made.put(type, codec);
      codec.linkCases(this);
      return codec;
    }
    if (type.isRecord()) {
      MessageCodec<?> codec =
          new MessageCodec<>(new StructCodec<>(Struct.ofRecord(type, linker), linker));
      made.put(type, codec);
      codec.linkParts(partsOf(type));
      return codec;
    }
    return codecs.find(type);
  }

  private Part[] partsOf(Class<?> record) {
    RecordComponent[] components = record.getRecordComponents();
    Part[] parts = new Part[components.length];
    for (int i = 0; i < parts.length; i++) {
      parts[i] = part(components[i].getGenericType());
    }
    return parts;
  }

  private Part part(Type type) {
    Class<?> raw = rawOf(type);
    Part.Form form = Part.formOf(raw);
    if (form != Part.Form.KNOWN) {
      return new Part(form, null);
    }
    ContentCodec<?> codec = codec(type, raw);
    return codec == null ? Part.OPEN : new Part(Part.Form.KNOWN, codec);
  }

  private ContentCodec<?> codec(Type type, Class<?> raw) {
    if (raw == List.class || raw == Collection.class) {
      return SequenceCodec.listOf(argument(type, 0), codecs);
    }
    if (raw == Set.class) {
      return SetCodec.setOf(argument(type, 0), codecs);
    }
    if (raw == Map.class) {
      return MapCodec.mapOf(argument(type, 0), argument(type, 1), codecs);
    }
    if (raw == Optional.class) {
      return new OptionalCodec(argument(type, 0), codecs);
    }
    if (raw.isArray() && !raw.getComponentType().isPrimitive()) {
      return arrayCodec(type, raw);
    }
    return raw.isSealed() || Linker.isOneClass(raw) ? codecOf(raw) : null;
  }

  @SuppressWarnings("unchecked")
  private ContentCodec<?> arrayCodec(Type type, Class<?> raw) {
    Type element =
        type instanceof GenericArrayType array
            ? array.getGenericComponentType()
            : raw.getComponentType();
    return new ObjectArrayCodec<>((Class<Object[]>) raw, part(element), codecs);
  }

  private Part argument(Type type, int index) {
    return type instanceof ParameterizedType parameterized
        ? part(parameterized.getActualTypeArguments()[index])
        : Part.OPEN;
  }

  /** Type variables and wildcards may be anything. */
  private static Class<?> rawOf(Type type) {
    if (type instanceof Class<?> plain) {
      return plain;
    }
    if (type instanceof ParameterizedType parameterized) {
      return (Class<?>) parameterized.getRawType();
    }
    if (type instanceof GenericArrayType array) {
      return Array.newInstance(rawOf(array.getGenericComponentType()), 0).getClass();
    }
    return Object.class;
  }
}
