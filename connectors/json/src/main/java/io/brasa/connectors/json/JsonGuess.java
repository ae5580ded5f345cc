package io.brasa.connectors.json;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.brasa.columnar.text.NumberText;
import io.brasa.columnar.type.ArrayType;
import io.brasa.columnar.type.AtomicType;
import io.brasa.columnar.type.DataType;
import io.brasa.columnar.type.DecimalType;
import io.brasa.columnar.type.StructField;
import io.brasa.columnar.type.StructType;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * What is known of the type of values at one place of the records, and of places within it.
 *
 * <p>Nearly all records say nothing new: {@link #isKnown} goes over a value once, compares and
 * changes nothing. Names are compared with the field that followed the last time. Only where that
 * finds something else is a record learnt from. Belongs to one thread.
 */
final class JsonGuess {
  private static final int SURE_LONG_DIGITS = 18;
  private static final byte[] NEVER = {0};
  private static final byte[][] NO_NAMES = {};
  private static final JsonGuess[] NO_FIELDS = {};

  private enum Kind {
    NOTHING,
    BOOLEAN,
    LONG,
    DECIMAL,
    DOUBLE,
    STRING,
    ARRAY,
    STRUCT
  }

  private final boolean primitivesAsString;
  private Kind kind = Kind.NOTHING;
  private int digits;
  private JsonGuess elements;

  /** Of a struct, in the order in which they were first met; names stand in quotes. */
  private byte[][] names = NO_NAMES;

  private JsonGuess[] fields = NO_FIELDS;
  private Map<String, Integer> places;

  JsonGuess(boolean primitivesAsString) {
    this.primitivesAsString = primitivesAsString;
  }

  // ---- what is known

  /**
   * Goes over a value and tells whether its type is known: then all of it is JSON. Otherwise, also
   * by a failure, it is left anywhere.
   */
  boolean isKnown(JsonText in) {
    byte c = in.peek();
    if (c == 'n') return in.literal("null");
    if (kind == Kind.STRING) {
      in.skipValue();
      return true;
    }
    return switch (c) {
      case '{' -> kind == Kind.STRUCT && isKnownObject(in);
      case '[' -> kind == Kind.ARRAY && isKnownArray(in);
      case 't' -> kind == Kind.BOOLEAN && in.literal("true");
      case 'f' -> kind == Kind.BOOLEAN && in.literal("false");
      default -> c <= '9' && in.isNumber() && isKnownNumber(in);
    };
  }

  private boolean isKnownNumber(JsonText in) {
    if (kind != Kind.LONG && kind != Kind.DECIMAL && kind != Kind.DOUBLE) return false;
    boolean isWhole = in.number();
    return kind == Kind.DOUBLE || isWhole && in.to - in.from <= SURE_LONG_DIGITS;
  }

  private boolean isKnownObject(JsonText in) {
    in.at++;
    in.enter();
    if (!in.accept('}')) {
      int following = 0;
      do {
        int place = placeOfName(in, following);
        if (place < 0 || !fields[place].isKnown(in)) return false;
        following = place + 1;
      } while (in.accept(','));
      in.expect('}');
    }
    in.leave();
    return true;
  }

  /** The place of a field whose name and colon are taken; negative if there is none. */
  private int placeOfName(JsonText in, int following) {
    in.peek();
    if (following < names.length && in.acceptBytes(names[following])) {
      in.expect(':');
      return following;
    }
    in.name();
    return places.getOrDefault(new String(in.text, in.from, in.to - in.from, UTF_8), -1);
  }

  private boolean isKnownArray(JsonText in) {
    in.at++;
    in.enter();
    if (!in.accept(']')) {
      do if (!elements.isKnown(in)) return false;
      while (in.accept(','));
      in.expect(']');
    }
    in.leave();
    return true;
  }

  // ---- what is new

  /** Takes in a value, all of which is known to be JSON. */
  void learn(JsonText in) {
    byte c = in.peek();
    if (c == '{') {
      see(Kind.STRUCT);
      learnObject(in);
    } else if (c == '[') {
      see(Kind.ARRAY);
      learnArray(in);
    } else if (in.isString()) {
      in.string();
      see(Kind.STRING);
    } else if (in.isNumber()) {
      learnNumber(in);
    } else if (!in.literal("null")) {
      boolean isTruth = in.literal("true") || in.literal("false");
      if (!isTruth) in.skipValue();
      if (primitivesAsString) see(Kind.STRING);
      else see(isTruth ? Kind.BOOLEAN : Kind.DOUBLE);
    }
  }

  private void see(Kind seen) {
    if (kind == seen) return;
    boolean areNumbers = isNumber(kind) && isNumber(seen);
    if (kind == Kind.NOTHING) kind = seen;
    else if (areNumbers) kind = kind.compareTo(seen) > 0 ? kind : seen;
    else kind = Kind.STRING;
  }

  private static boolean isNumber(Kind kind) {
    return kind == Kind.LONG || kind == Kind.DECIMAL || kind == Kind.DOUBLE;
  }

  private void learnObject(JsonText in) {
    in.expect('{');
    if (places == null) places = new HashMap<>();
    if (in.accept('}')) return;
    do {
      in.name();
      field(new String(in.text, in.from, in.to - in.from, UTF_8)).learn(in);
    } while (in.accept(','));
    in.expect('}');
  }

  private JsonGuess field(String name) {
    Integer place = places.get(name);
    if (place != null) return fields[place];
    int count = fields.length;
    names = Arrays.copyOf(names, count + 1);
    fields = Arrays.copyOf(fields, count + 1);
    names[count] = isPlain(name) ? ('"' + name + '"').getBytes(UTF_8) : NEVER;
    fields[count] = new JsonGuess(primitivesAsString);
    places.put(name, count);
    return fields[count];
  }

  /** Whether a name stands in texts as it is. */
  private static boolean isPlain(String name) {
    for (int i = 0; i < name.length(); i++)
      if (name.charAt(i) < ' ' || name.charAt(i) == '"' || name.charAt(i) == '\\') return false;
    return true;
  }

  private void learnArray(JsonText in) {
    in.expect('[');
    if (elements == null) elements = new JsonGuess(primitivesAsString);
    if (in.accept(']')) return;
    do elements.learn(in);
    while (in.accept(','));
    in.expect(']');
  }

  private void learnNumber(JsonText in) {
    boolean isWhole = in.number();
    if (primitivesAsString) {
      see(Kind.STRING);
    } else if (!isWhole) {
      see(Kind.DOUBLE);
    } else if (new NumberText().parseLong(in.text, in.from, in.to)) {
      see(Kind.LONG);
    } else {
      int length = in.to - in.from - (in.text[in.from] == '-' ? 1 : 0);
      digits = Math.max(digits, length);
      see(length <= DecimalType.MAX_PRECISION ? Kind.DECIMAL : Kind.DOUBLE);
    }
  }

  // ---- the outcome

  private DataType type() {
    return switch (kind) {
      case NOTHING -> AtomicType.NULL;
      case STRING -> AtomicType.STRING;
      case BOOLEAN -> AtomicType.BOOLEAN;
      case LONG -> AtomicType.LONG;
      case DECIMAL -> new DecimalType(Math.clamp(digits, 20, DecimalType.MAX_PRECISION), 0);
      case DOUBLE -> AtomicType.DOUBLE;
      case ARRAY -> new ArrayType(elements.type());
      case STRUCT -> struct();
    };
  }

  /** The fields that were met, by name. */
  StructType struct() {
    List<StructField> sorted = new ArrayList<>(fields.length);
    if (places != null)
      new TreeMap<>(places)
          .forEach((name, place) -> sorted.add(new StructField(name, fields[place].type())));
    return new StructType(sorted);
  }
}
