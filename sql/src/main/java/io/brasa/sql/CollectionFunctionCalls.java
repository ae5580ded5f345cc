package io.brasa.sql;

/** Functions on arrays, maps and structs as calls. Public as methods of {@link functions}. */
public abstract sealed class CollectionFunctionCalls extends TimeFunctionCalls permits functions {
  CollectionFunctionCalls() {}

  /** An array of these values. */
  public static Column array(Column... columns) {
    return Columns.call("array", (Object[]) columns);
  }

  /** A map of keys and values in turn. */
  public static Column map(Column... columns) {
    return Columns.call("map", (Object[]) columns);
  }

  /** A struct of columns by their names. */
  public static Column struct(Column... columns) {
    return Columns.call("struct", (Object[]) columns);
  }

  /** A struct of names and values in turn. */
  public static Column named_struct(Column... columns) {
    return Columns.call("named_struct", (Object[]) columns);
  }

  /** A map of two arrays. */
  public static Column map_from_arrays(Column keys, Column values) {
    return Columns.call("map_from_arrays", keys, values);
  }

  /** A map of an array of pairs. */
  public static Column map_from_entries(Column column) {
    return Columns.call("map_from_entries", column);
  }

  /** The keys of a map. */
  public static Column map_keys(Column column) {
    return Columns.call("map_keys", column);
  }

  /** The values of a map. */
  public static Column map_values(Column column) {
    return Columns.call("map_values", column);
  }

  /** The pairs of a map. */
  public static Column map_entries(Column column) {
    return Columns.call("map_entries", column);
  }

  /** All pairs of several maps. */
  public static Column map_concat(Column... columns) {
    return Columns.call("map_concat", (Object[]) columns);
  }

  /** Whether a map has a key. */
  public static Column map_contains_key(Column column, Object key) {
    return Columns.call("map_contains_key", column, key);
  }

  /** How many elements there are. */
  public static Column size(Column column) {
    return Columns.call("size", column);
  }

  /** How many elements there are. */
  public static Column cardinality(Column column) {
    return Columns.call("cardinality", column);
  }

  /** How many elements an array has. */
  public static Column array_size(Column column) {
    return Columns.call("array_size", column);
  }

  /** The element at a place, from 1, or of a key. */
  public static Column element_at(Column column, Object key) {
    return Columns.call("element_at", column, key);
  }

  /** The element at a place, from 1, or of a key; null if there is none. */
  public static Column try_element_at(Column column, Column key) {
    return Columns.call("try_element_at", column, key);
  }

  /** The element at a place, from 0; null if there is none. */
  public static Column get(Column column, Column index) {
    return Columns.call("get", column, index);
  }

  /** Whether an array has a value. */
  public static Column array_contains(Column column, Object value) {
    return Columns.call("array_contains", column, value);
  }

  /** The place of a value, from 1; 0 if it is not there. */
  public static Column array_position(Column column, Object value) {
    return Columns.call("array_position", column, value);
  }

  /** An array without a value. */
  public static Column array_remove(Column column, Object value) {
    return Columns.call("array_remove", column, value);
  }

  /** An array with a value behind it. */
  public static Column array_append(Column column, Object value) {
    return Columns.call("array_append", column, value);
  }

  /** An array with a value before it. */
  public static Column array_prepend(Column column, Object value) {
    return Columns.call("array_prepend", column, value);
  }

  /** An array with a value at a place. */
  public static Column array_insert(Column column, Column index, Column value) {
    return Columns.call("array_insert", column, index, value);
  }

  /** Each value once. */
  public static Column array_distinct(Column column) {
    return Columns.call("array_distinct", column);
  }

  /** The values of either array, each once. */
  public static Column array_union(Column a, Column b) {
    return Columns.call("array_union", a, b);
  }

  /** The values of both arrays, each once. */
  public static Column array_intersect(Column a, Column b) {
    return Columns.call("array_intersect", a, b);
  }

  /** The values of the first array that are not in the second, each once. */
  public static Column array_except(Column a, Column b) {
    return Columns.call("array_except", a, b);
  }

  /** Whether two arrays have a value in common. */
  public static Column arrays_overlap(Column a, Column b) {
    return Columns.call("arrays_overlap", a, b);
  }

  /** An array of structs of the values at each place. */
  public static Column arrays_zip(Column... columns) {
    return Columns.call("arrays_zip", (Object[]) columns);
  }

  /** The values as text with a delimiter. */
  public static Column array_join(Column column, String delimiter) {
    return Columns.call("array_join", column, delimiter);
  }

  /** The values as text with a delimiter, with a text for nulls. */
  public static Column array_join(Column column, String delimiter, String nullText) {
    return Columns.call("array_join", column, delimiter, nullText);
  }

  /** The largest value of an array. */
  public static Column array_max(Column column) {
    return Columns.call("array_max", column);
  }

  /** The smallest value of an array. */
  public static Column array_min(Column column) {
    return Columns.call("array_min", column);
  }

  /** An array of one value so often. */
  public static Column array_repeat(Column column, Object count) {
    return Columns.call("array_repeat", column, count);
  }

  /** An array in order, nulls last. */
  public static Column array_sort(Column column) {
    return Columns.call("array_sort", column);
  }

  /** An array in order, nulls first. */
  public static Column sort_array(Column column) {
    return Columns.call("sort_array", column);
  }

  /** An array in order, or in the reverse one. */
  public static Column sort_array(Column column, boolean ascending) {
    return Columns.call("sort_array", column, ascending);
  }

  /** An array without nulls. */
  public static Column array_compact(Column column) {
    return Columns.call("array_compact", column);
  }

  /** The elements of the arrays of an array. */
  public static Column flatten(Column column) {
    return Columns.call("flatten", column);
  }

  /** A part of an array from a place, from 1. */
  public static Column slice(Column column, Object start, Object length) {
    return Columns.call("slice", column, start, length);
  }

  /** The numbers or times from one to another. */
  public static Column sequence(Column start, Column stop) {
    return Columns.call("sequence", start, stop);
  }

  /** The numbers or times from one to another by a step. */
  public static Column sequence(Column start, Column stop, Column step) {
    return Columns.call("sequence", start, stop, step);
  }

  /** An array in random order. */
  public static Column shuffle(Column column) {
    return Columns.call("shuffle", column);
  }

  /** A row for each element. */
  public static Column explode(Column column) {
    return Columns.call("explode", column);
  }

  /** A row for each element, or one with null if there is none. */
  public static Column explode_outer(Column column) {
    return Columns.call("explode_outer", column);
  }

  /** A row for each element, with its place. */
  public static Column posexplode(Column column) {
    return Columns.call("posexplode", column);
  }

  /** A row for each element with its place, or one with nulls. */
  public static Column posexplode_outer(Column column) {
    return Columns.call("posexplode_outer", column);
  }

  /** A row for each struct of an array. */
  public static Column inline(Column column) {
    return Columns.call("inline", column);
  }

  /** A row for each struct of an array, or one with nulls. */
  public static Column inline_outer(Column column) {
    return Columns.call("inline_outer", column);
  }

  /** So many rows of the values behind. */
  public static Column stack(Column... columns) {
    return Columns.call("stack", (Object[]) columns);
  }

  /** What a path finds in a text of JSON. */
  public static Column get_json_object(Column column, String path) {
    return Columns.call("get_json_object", column, path);
  }

  /** How many elements an array of JSON has. */
  public static Column json_array_length(Column column) {
    return Columns.call("json_array_length", column);
  }

  /** The value as JSON. */
  public static Column to_json(Column column) {
    return Columns.call("to_json", column);
  }

  /** The names of the fields of a JSON object. */
  public static Column json_object_keys(Column column) {
    return Columns.call("json_object_keys", column);
  }

  /** Fields of a JSON object as columns {@code c0, c1, …}. */
  public static Column json_tuple(Column column, String... fields) {
    Object[] arguments = new Object[fields.length + 1];
    arguments[0] = column;
    System.arraycopy(fields, 0, arguments, 1, fields.length);
    return Columns.call("json_tuple", arguments);
  }
}
