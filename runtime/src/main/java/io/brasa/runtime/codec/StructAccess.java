package io.brasa.runtime.codec;

import java.lang.invoke.MethodHandles.Lookup;
import java.lang.reflect.Type;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.BiConsumer;
import java.util.function.Function;

/**
 * Takes records and beans of one class apart and puts them together, for modules that keep them
 * otherwise than as bytes. The work is done by a class generated beside the user's, or by method
 * handles where the user's class lets none in. Thread-safe.
 */
public final class StructAccess {
  /** Made once for each class, and let go with it: what is generated is compiled once. */
  private static final ClassValue<Optional<StructAccess>> KNOWN =
      new ClassValue<>() {
        @Override
        protected Optional<StructAccess> computeValue(Class<?> type) {
          Linker linker = new Linker(null, type);
          Struct struct = struct(type, linker);
          return struct == null
              ? Optional.empty()
              : Optional.of(new StructAccess(struct, Access.to(type, linker)));
        }
      };

  private final Struct struct;
  private final List<Part> parts;
  private final BiConsumer<Object, Object> take;
  private final Function<Object, Object> make;

  /**
   * A component of a record, or a field of a bean.
   *
   * @param genericType the declared type with its arguments
   */
  public record Part(String name, Class<?> type, Type genericType) {}

  private StructAccess(Struct struct, Lookup lookup) {
    this.struct = struct;
    List<Part> found = new ArrayList<>();
    for (Struct.Member member : struct.members())
      found.add(new Part(member.name(), member.type(), member.getter().getGenericReturnType()));
    this.parts = List.copyOf(found);
    Object generated = StructAccessGenerator.generate(struct, lookup);
    if (generated != null) {
      this.take = accepting(generated);
      this.make = applying(generated);
    } else {
      StructHandles handles =
          StructHandles.of(struct, new io.brasa.runtime.codec.Part[parts.size()], lookup, null);
      this.take = (value, sink) -> give(handles.values(value), (PartSink) sink);
      this.make = source -> handles.make(read((PartSource) source));
    }
  }

  @SuppressWarnings("unchecked")
  private static BiConsumer<Object, Object> accepting(Object generated) {
    return (BiConsumer<Object, Object>) generated;
  }

  @SuppressWarnings("unchecked")
  private static Function<Object, Object> applying(Object generated) {
    return (Function<Object, Object>) generated;
  }

  /**
   * For a record or bean; empty for other classes. Fails with {@code CODEC_UNSUPPORTED} if the
   * class's module is closed.
   */
  public static Optional<StructAccess> of(Class<?> type) {
    return KNOWN.get(type);
  }

  /** The parts of a record or bean in their order; empty for other classes. */
  public static Optional<List<Part>> parts(Class<?> type) {
    Struct struct = struct(type, new Linker(null, type));
    if (struct == null) return Optional.empty();
    List<Part> found = new ArrayList<>();
    for (Struct.Member member : struct.members())
      found.add(new Part(member.name(), member.type(), member.getter().getGenericReturnType()));
    return Optional.of(found);
  }

  private static Struct struct(Class<?> type, Linker linker) {
    if (type.isRecord()) return Struct.ofRecord(type, linker);
    boolean isPlain =
        !type.isInterface()
            && !type.isArray()
            && !type.isEnum()
            && !java.lang.reflect.Modifier.isAbstract(type.getModifiers());
    return isPlain ? Struct.ofBean(type, linker) : null;
  }

  public Class<?> type() {
    return struct.type();
  }

  /** A new value of parts that are there. What the constructor or a setter throws goes up. */
  public Object make(PartSource source) {
    return make.apply(source);
  }

  /** Gives the parts of a value. */
  public void take(Object value, PartSink sink) {
    take.accept(value, sink);
  }

  private Object[] read(PartSource source) {
    Object[] values = new Object[parts.size()];
    for (int i = 0; i < values.length; i++)
      values[i] =
          switch (io.brasa.runtime.codec.Part.formOf(parts.get(i).type())) {
            case BOOLEAN -> source.booleanAt(i);
            case BYTE -> source.byteAt(i);
            case SHORT -> source.shortAt(i);
            case CHAR -> source.charAt(i);
            case INT -> source.intAt(i);
            case LONG -> source.longAt(i);
            case FLOAT -> source.floatAt(i);
            case DOUBLE -> source.doubleAt(i);
            case STRING, KNOWN, OPEN -> source.objectAt(i);
          };
    return values;
  }

  private void give(Object[] values, PartSink sink) {
    for (int i = 0; i < values.length; i++) {
      switch (io.brasa.runtime.codec.Part.formOf(parts.get(i).type())) {
        case BOOLEAN -> sink.putBoolean(i, (boolean) values[i]);
        case BYTE -> sink.putByte(i, (byte) values[i]);
        case SHORT -> sink.putShort(i, (short) values[i]);
        case CHAR -> sink.putChar(i, (char) values[i]);
        case INT -> sink.putInt(i, (int) values[i]);
        case LONG -> sink.putLong(i, (long) values[i]);
        case FLOAT -> sink.putFloat(i, (float) values[i]);
        case DOUBLE -> sink.putDouble(i, (double) values[i]);
        case STRING, KNOWN, OPEN -> sink.putObject(i, values[i]);
      }
    }
  }
}
