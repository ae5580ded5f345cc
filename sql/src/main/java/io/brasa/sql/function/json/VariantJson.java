package io.brasa.sql.function.json;

import io.brasa.columnar.type.DecimalType;
import io.brasa.sql.variant.VariantBuilder;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Variants of JSON text. Belongs to one thread. */
final class VariantJson {
  private final VariantBuilder builder = new VariantBuilder();

  /** The encoded value of a text; empty if it is no JSON or names a field of an object twice. */
  Optional<byte[]> read(String text) {
    return JsonReader.readDistinct(text).map(this::encoded);
  }

  /** What {@link JsonReader} has read as a variant. */
  byte[] encoded(Object json) {
    append(json);
    return builder.build();
  }

  private void append(Object json) {
    switch (json) {
      case Map<?, ?> fields -> {
        int start = builder.place();
        List<String> names = new ArrayList<>();
        List<Integer> places = new ArrayList<>();
        for (Map.Entry<?, ?> field : fields.entrySet()) {
          names.add((String) field.getKey());
          places.add(builder.place());
          append(field.getValue());
        }
        builder.endObject(start, names, places);
      }
      case List<?> elements -> {
        int start = builder.place();
        List<Integer> places = new ArrayList<>();
        for (Object element : elements) {
          places.add(builder.place());
          append(element);
        }
        builder.endArray(start, places);
      }
      case String text -> builder.append(text);
      case JsonReader.Plain(String word) -> plain(word);
      default -> throw new IllegalArgumentException("no JSON value: " + json);
    }
  }

  /**
   * Numbers are kept exactly where they are whole or decimals; with an exponent they are doubles.
   */
  private void plain(String word) {
    switch (word) {
      case "null" -> builder.appendNull();
      case "true" -> builder.append(true);
      case "false" -> builder.append(false);
      default -> number(word);
    }
  }

  private void number(String word) {
    if (word.indexOf('e') < 0 && word.indexOf('E') < 0) {
      if (word.indexOf('.') < 0) {
        BigInteger whole = new BigInteger(word);
        if (whole.bitLength() < Long.SIZE) {
          builder.append(whole.longValue());
          return;
        }
      }
      BigDecimal decimal = new BigDecimal(word);
      if (decimal.precision() <= DecimalType.MAX_PRECISION
          && decimal.scale() <= DecimalType.MAX_PRECISION) {
        builder.append(decimal);
        return;
      }
    }
    builder.append(Double.parseDouble(word));
  }
}
