package io.brasa.sql.shape;

import io.brasa.columnar.type.AtomicType;
import io.brasa.columnar.type.DataType;
import io.brasa.columnar.type.DayTimeIntervalType;
import io.brasa.columnar.type.DecimalType;
import io.brasa.columnar.type.YearMonthIntervalType;
import io.brasa.runtime.codec.StructAccess;
import io.brasa.runtime.error.EngineException;
import io.brasa.sql.error.SqlError;
import java.lang.reflect.Array;
import java.lang.reflect.GenericArrayType;
import java.lang.reflect.Modifier;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.Type;
import java.lang.reflect.TypeVariable;
import java.lang.reflect.WildcardType;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.Period;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Finds the shape of a declared type: scalars, enums, arrays and collections, maps, optionals,
 * records and beans of these, type arguments included. For one type, by one thread.
 */
public final class Shapes {
  private static final String REMEDY =
      "Use a record or bean of numbers, texts, times, enums, collections or Optionals of these; or"
          + " keep it out of columns with Encoders.javaSerialization";

  private final Set<Class<?>> open = new HashSet<>();

  private Shapes() {}

  /**
   * The shape of a type. Fails with {@code TYPE_WITHOUT_COLUMNS}, naming the path to what has none.
   */
  public static Shape of(Type type) {
    return new Shapes().shape(type, name(type), Map.of());
  }

  /** A type as people write it. */
  public static String name(Type type) {
    return type instanceof Class<?> c
        ? c.isArray() ? name(c.getComponentType()) + "[]" : c.getSimpleName()
        : type.getTypeName().replaceAll("[a-z_0-9]+\\.|\\w+\\$", "");
  }

  private Shape shape(Type type, String path, Map<TypeVariable<?>, Type> bound) {
    return switch (type) {
      case Class<?> c -> plain(c, path);
      case ParameterizedType p -> parameterized(p, path, bound);
      case GenericArrayType a -> {
        Shape element = shape(a.getGenericComponentType(), path + "[]", bound);
        yield new Shape.SequenceShape(Array.newInstance(element.type(), 0).getClass(), element);
      }
      case WildcardType w -> shape(w.getUpperBounds()[0], path, bound);
      case TypeVariable<?> v -> {
        Type given = bound.get(v);
        if (given == null)
          throw without(
              path + " is of the type variable " + v + ", which says nothing of its columns",
              "Give the type with its arguments: Encoders.of(new TypeOf<Pair<String, Long>>() {})");
        yield shape(given, path, Map.of());
      }
      default -> throw without(path + " is of " + type, REMEDY);
    };
  }

  private Shape plain(Class<?> type, String path) {
    DataType scalar = scalar(type);
    if (scalar != null) return new Shape.ScalarShape(type, scalar);
    if (type.isEnum()) return new Shape.EnumShape(type);
    if (type.isArray())
      return new Shape.SequenceShape(type, plain(type.getComponentType(), path + "[]"));
    if (isCollection(type) || Map.class.isAssignableFrom(type) || type == Optional.class)
      throw without(
          path + " is of " + type.getSimpleName() + " without type arguments",
          "Declare what it holds, such as " + type.getSimpleName() + example(type));
    return struct(type, type, path, Map.of());
  }

  private static String example(Class<?> type) {
    return Map.class.isAssignableFrom(type) ? "<String, Long>" : "<String>";
  }

  private static boolean isCollection(Class<?> type) {
    return Iterable.class.isAssignableFrom(type) && type.getName().startsWith("java.");
  }

  private Shape parameterized(
      ParameterizedType type, String path, Map<TypeVariable<?>, Type> outer) {
    Class<?> raw = (Class<?>) type.getRawType();
    Type[] arguments = type.getActualTypeArguments();
    if (raw == Optional.class) return new Shape.OptionalShape(shape(arguments[0], path, outer));
    if (SequenceKind.of(raw).isPresent())
      return new Shape.SequenceShape(raw, shape(arguments[0], path + "[]", outer));
    if (raw == Map.class
        || raw == java.util.HashMap.class
        || raw == java.util.TreeMap.class
        || raw == java.util.LinkedHashMap.class
        || raw == java.util.SortedMap.class)
      return new Shape.MapShape(
          raw,
          shape(arguments[0], path + ".key", outer),
          shape(arguments[1], path + ".value", outer));
    if (isCollection(raw) || Map.class.isAssignableFrom(raw))
      throw without(
          path + " is a " + raw.getSimpleName() + ", which columns do not bring back",
          "Declare it as List, Set, Collection or Map");
    Map<TypeVariable<?>, Type> bound = new HashMap<>();
    for (int i = 0; i < arguments.length; i++)
      bound.put(raw.getTypeParameters()[i], given(arguments[i], outer));
    return struct(raw, type, path, bound);
  }

  /** A type argument in terms of what is known outside. */
  private static Type given(Type argument, Map<TypeVariable<?>, Type> outer) {
    return argument instanceof TypeVariable<?> v && outer.containsKey(v)
        ? outer.get(v)
        : argument instanceof ParameterizedType p ? new BoundType(p, outer) : argument;
  }

  /** A type whose arguments are known where it stands. */
  private record BoundType(ParameterizedType type, Map<TypeVariable<?>, Type> bound)
      implements ParameterizedType {
    @Override
    public Type[] getActualTypeArguments() {
      Type[] arguments = type.getActualTypeArguments().clone();
      for (int i = 0; i < arguments.length; i++) arguments[i] = given(arguments[i], bound);
      return arguments;
    }

    @Override
    public Type getRawType() {
      return type.getRawType();
    }

    @Override
    public Type getOwnerType() {
      return type.getOwnerType();
    }

    @Override
    public String toString() {
      return type.toString();
    }
  }

  private Shape struct(
      Class<?> type, Type declared, String path, Map<TypeVariable<?>, Type> bound) {
    if (!isUsers(type)) throw without(path + " is of " + type.getName() + hint(type), remedy(type));
    List<StructAccess.Part> parts =
        StructAccess.parts(type).orElseThrow(() -> without(path + why(type), REMEDY));
    if (!open.add(type))
      throw without(
          path + " holds " + name(declared) + " in itself, so its columns have no end",
          "Keep the inner one by its key, or out of columns with Encoders.javaSerialization");
    List<Shape.Member> members = new ArrayList<>();
    for (StructAccess.Part part : parts)
      members.add(
          new Shape.Member(
              part.name(), shape(part.genericType(), path + "." + part.name(), bound)));
    open.remove(type);
    if (members.isEmpty())
      throw without(path + " is of " + type.getSimpleName() + ", which has no fields", REMEDY);
    return new Shape.StructShape(type, members);
  }

  private static boolean isUsers(Class<?> type) {
    ClassLoader loader = type.getClassLoader();
    return loader != null && loader != ClassLoader.getPlatformClassLoader();
  }

  private static String hint(Class<?> type) {
    return type == Object.class ? ", which may be anything" : ", which has no column type";
  }

  private static String remedy(Class<?> type) {
    return switch (type.getName()) {
      case "char", "java.lang.Character" -> "Use String";
      case "java.sql.Date" -> "Use java.time.LocalDate";
      case "java.sql.Timestamp", "java.util.Date" -> "Use java.time.Instant";
      case "java.time.LocalTime" -> "Use java.time.LocalDateTime, or a text";
      case "java.util.UUID" -> "Use String";
      default -> REMEDY;
    };
  }

  private static String why(Class<?> type) {
    String name = type.getSimpleName();
    if (type.isSealed()) return " is of the sealed " + name + ", whose values are of many classes";
    if (type.isInterface()) return " is of the interface " + name;
    if (Modifier.isAbstract(type.getModifiers())) return " is of the abstract class " + name;
    return " is of "
        + name
        + ", which is no record, and no bean with a public constructor without arguments and a"
        + " getter and setter for each field";
  }

  private static EngineException without(String what, String remedy) {
    return new EngineException(SqlError.TYPE_WITHOUT_COLUMNS, what, remedy);
  }

  private static DataType scalar(Class<?> type) {
    return switch (type.getName()) {
      case "boolean", "java.lang.Boolean" -> AtomicType.BOOLEAN;
      case "byte", "java.lang.Byte" -> AtomicType.BYTE;
      case "short", "java.lang.Short" -> AtomicType.SHORT;
      case "int", "java.lang.Integer" -> AtomicType.INTEGER;
      case "long", "java.lang.Long" -> AtomicType.LONG;
      case "float", "java.lang.Float" -> AtomicType.FLOAT;
      case "double", "java.lang.Double" -> AtomicType.DOUBLE;
      case "java.lang.String" -> AtomicType.STRING;
      case "[B" -> AtomicType.BINARY;
      default -> other(type);
    };
  }

  private static DataType other(Class<?> type) {
    if (type == BigDecimal.class) return new DecimalType(DecimalType.MAX_PRECISION, 18);
    if (type == BigInteger.class) return new DecimalType(DecimalType.MAX_PRECISION, 0);
    if (type == LocalDate.class) return AtomicType.DATE;
    if (type == Instant.class) return AtomicType.TIMESTAMP;
    if (type == LocalDateTime.class) return AtomicType.TIMESTAMP_NTZ;
    if (type == Duration.class) return DayTimeIntervalType.DAY_TO_SECOND;
    if (type == Period.class) return YearMonthIntervalType.YEAR_TO_MONTH;
    return null;
  }

  /** Kinds of sequences that columns bring back. */
  enum SequenceKind {
    ARRAY,
    LIST,
    SET;

    static Optional<SequenceKind> of(Class<?> type) {
      if (type.isArray()) return Optional.of(ARRAY);
      if (type == List.class
          || type == Collection.class
          || type == Iterable.class
          || type == ArrayList.class) return Optional.of(LIST);
      return type == Set.class || type == HashSet.class || type == java.util.LinkedHashSet.class
          ? Optional.of(SET)
          : Optional.empty();
    }
  }
}
