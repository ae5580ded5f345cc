package io.brasa.sql.shape;

import io.brasa.columnar.type.StructType;
import io.brasa.columnar.vector.ArrayVector;
import io.brasa.columnar.vector.MapVector;
import io.brasa.columnar.vector.StructVector;
import io.brasa.columnar.vector.Values;
import io.brasa.columnar.vector.Vector;
import io.brasa.runtime.codec.StructAccess;
import java.lang.reflect.Array;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/** Readers of what consists of other values. */
final class NestedReaders {
  private NestedReaders() {}

  /** Structs as records or beans, field by field. */
  static final class OfStruct extends ColumnReader {
    private final int[] places;
    private final RowSource source;
    private final StructAccess access;

    /**
     * @param places of the parts' columns among the struct's fields
     */
    OfStruct(String path, StructAccess access, ColumnReader[] parts, int[] places) {
      super(path);
      this.access = access;
      this.places = places;
      this.source = new RowSource(parts);
    }

    @Override
    void bind(Vector vector) {
      super.bind(vector);
      List<Vector> fields = ((StructVector) column.flat()).fields();
      for (int i = 0; i < places.length; i++) source.parts[i].bind(fields.get(places[i]));
    }

    @Override
    Object value(int row) {
      source.row = column.place(row);
      return access.make(source);
    }
  }

  /** Structs as rows without a class of their own. */
  static final class OfRow extends ColumnReader {
    private final StructType schema;
    private final Shape.RowForm form;
    private List<Vector> fields;

    OfRow(String path, StructType schema, Shape.RowForm form) {
      super(path);
      this.schema = schema;
      this.form = form;
    }

    @Override
    void bind(Vector vector) {
      super.bind(vector);
      fields = ((StructVector) column.flat()).fields();
    }

    @Override
    Object value(int row) {
      int place = column.place(row);
      List<Object> values = new ArrayList<>(fields.size());
      for (Vector field : fields) values.add(Values.get(field, place));
      return form.make(schema, values);
    }
  }

  static final class OfSequence extends ColumnReader {
    private final Class<?> type;
    private final Shapes.SequenceKind kind;
    private final ColumnReader elements;

    OfSequence(String path, Class<?> type, ColumnReader elements) {
      super(path);
      this.type = type;
      this.kind = Shapes.SequenceKind.of(type).orElseThrow();
      this.elements = elements;
    }

    @Override
    void bind(Vector vector) {
      super.bind(vector);
      elements.bind(((ArrayVector) column.flat()).elements());
    }

    @Override
    Object value(int row) {
      int from = column.start(row);
      int to = column.end(row);
      return switch (kind) {
        case ARRAY -> array(from, to);
        case LIST -> {
          List<Object> list = new ArrayList<>(to - from);
          for (int i = from; i < to; i++) list.add(elements.at(i));
          yield list;
        }
        case SET -> {
          Set<Object> set = new LinkedHashSet<>();
          for (int i = from; i < to; i++) set.add(elements.at(i));
          yield set;
        }
      };
    }

    private Object array(int from, int to) {
      Class<?> component = type.getComponentType();
      Object array = Array.newInstance(component, to - from);
      for (int i = from; i < to; i++) {
        if (component.isPrimitive()) elements.requirePresent(i);
        Array.set(array, i - from, elements.at(i));
      }
      return array;
    }
  }

  static final class OfMap extends ColumnReader {
    private final Class<?> type;
    private final ColumnReader keys;
    private final ColumnReader values;

    OfMap(String path, Class<?> type, ColumnReader keys, ColumnReader values) {
      super(path);
      this.type = type;
      this.keys = keys;
      this.values = values;
    }

    @Override
    void bind(Vector vector) {
      super.bind(vector);
      MapVector maps = (MapVector) column.flat();
      keys.bind(maps.keys());
      values.bind(maps.values());
    }

    @Override
    Object value(int row) {
      Map<Object, Object> map =
          type.isAssignableFrom(LinkedHashMap.class)
              ? new LinkedHashMap<>()
              : type == HashMap.class ? new HashMap<>() : new TreeMap<>();
      for (int i = column.start(row); i < column.end(row); i++) map.put(keys.at(i), values.at(i));
      return map;
    }
  }
}
