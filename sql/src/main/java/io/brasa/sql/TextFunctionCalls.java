package io.brasa.sql;

/** Functions on strings as calls. Public as methods of {@link functions}. */
public abstract sealed class TextFunctionCalls extends NumberFunctionCalls
    permits TimeFunctionCalls {
  TextFunctionCalls() {}

  /** In capital letters. */
  public static Column upper(Column column) {
    return Columns.call("upper", column);
  }

  /** In capital letters. */
  public static Column ucase(Column column) {
    return Columns.call("ucase", column);
  }

  /** In small letters. */
  public static Column lower(Column column) {
    return Columns.call("lower", column);
  }

  /** In small letters. */
  public static Column lcase(Column column) {
    return Columns.call("lcase", column);
  }

  /** Each word with a capital letter. */
  public static Column initcap(Column column) {
    return Columns.call("initcap", column);
  }

  /** The number of characters, or of bytes. */
  public static Column length(Column column) {
    return Columns.call("length", column);
  }

  /** The number of characters, or of bytes. */
  public static Column len(Column column) {
    return Columns.call("len", column);
  }

  /** The number of characters. */
  public static Column char_length(Column column) {
    return Columns.call("char_length", column);
  }

  /** The number of bytes. */
  public static Column octet_length(Column column) {
    return Columns.call("octet_length", column);
  }

  /** The number of bits. */
  public static Column bit_length(Column column) {
    return Columns.call("bit_length", column);
  }

  /** The code of the first character. */
  public static Column ascii(Column column) {
    return Columns.call("ascii", column);
  }

  /** The character of a code. */
  public static Column chr(Column column) {
    return Columns.call("chr", column);
  }

  /** Without spaces at both ends. */
  public static Column trim(Column column) {
    return Columns.call("trim", column);
  }

  /** Without some characters at both ends. */
  public static Column trim(Column column, String characters) {
    return Columns.call("trim", characters, column);
  }

  /** Without spaces at the start. */
  public static Column ltrim(Column column) {
    return Columns.call("ltrim", column);
  }

  /** Without some characters at the start. */
  public static Column ltrim(Column column, String characters) {
    return Columns.call("ltrim", characters, column);
  }

  /** Without spaces at the end. */
  public static Column rtrim(Column column) {
    return Columns.call("rtrim", column);
  }

  /** Without some characters at the end. */
  public static Column rtrim(Column column, String characters) {
    return Columns.call("rtrim", characters, column);
  }

  /** Without spaces at both ends. */
  public static Column btrim(Column column) {
    return Columns.call("btrim", column);
  }

  /** Without some characters at both ends. */
  public static Column btrim(Column column, Column characters) {
    return Columns.call("btrim", column, characters);
  }

  /** Filled at the start, or cut, to a length. */
  public static Column lpad(Column column, int length, String pad) {
    return Columns.call("lpad", column, length, pad);
  }

  /** Filled at the end, or cut, to a length. */
  public static Column rpad(Column column, int length, String pad) {
    return Columns.call("rpad", column, length, pad);
  }

  /** The characters from a place, counted from 1. */
  public static Column substring(Column column, int start, int length) {
    return Columns.call("substring", column, start, length);
  }

  /** The characters from a place, counted from 1. */
  public static Column substr(Column column, Column start, Column length) {
    return Columns.call("substr", column, start, length);
  }

  /** What is before the delimiter that comes as the given one. */
  public static Column substring_index(Column column, String delimiter, int count) {
    return Columns.call("substring_index", column, delimiter, count);
  }

  /** The first characters. */
  public static Column left(Column column, Column length) {
    return Columns.call("left", column, length);
  }

  /** The last characters. */
  public static Column right(Column column, Column length) {
    return Columns.call("right", column, length);
  }

  /** One behind the other; null if any is. */
  public static Column concat(Column... columns) {
    return Columns.call("concat", (Object[]) columns);
  }

  /** One behind the other with a separator, nulls left out. */
  public static Column concat_ws(String separator, Column... columns) {
    return Columns.callAll("concat_ws", separator, columns);
  }

  /** The place of a part, from 1; 0 if it is not there. */
  public static Column instr(Column column, String part) {
    return Columns.call("instr", column, part);
  }

  /** The place of a part, from 1; 0 if it is not there. */
  public static Column locate(String part, Column column) {
    return Columns.call("locate", part, column);
  }

  /** The place of a part behind another place. */
  public static Column locate(String part, Column column, int start) {
    return Columns.call("locate", part, column, start);
  }

  /** The place of a part, from 1; 0 if it is not there. */
  public static Column position(Column part, Column column) {
    return Columns.call("position", part, column);
  }

  /** Whether a part is in it. */
  public static Column contains(Column column, Column part) {
    return Columns.call("contains", column, part);
  }

  /** Whether it begins with a text. */
  public static Column startswith(Column column, Column prefix) {
    return Columns.call("startswith", column, prefix);
  }

  /** Whether it ends with a text. */
  public static Column endswith(Column column, Column suffix) {
    return Columns.call("endswith", column, suffix);
  }

  /** Whether it matches a pattern of SQL. */
  public static Column like(Column column, Column pattern) {
    return Columns.call("like", column, pattern);
  }

  /** Whether it matches a pattern of SQL, where case does not count. */
  public static Column ilike(Column column, Column pattern) {
    return Columns.call("ilike", column, pattern);
  }

  /** Whether a regular expression is found in it. */
  public static Column rlike(Column column, Column expression) {
    return Columns.call("rlike", column, expression);
  }

  /** Whether a regular expression is found in it. */
  public static Column regexp(Column column, Column expression) {
    return Columns.call("regexp", column, expression);
  }

  /** Whether a regular expression is found in it. */
  public static Column regexp_like(Column column, Column expression) {
    return Columns.call("regexp_like", column, expression);
  }

  /** How often a regular expression is found. */
  public static Column regexp_count(Column column, Column expression) {
    return Columns.call("regexp_count", column, expression);
  }

  /** The part that a group of a regular expression matches. */
  public static Column regexp_extract(Column column, String expression, int group) {
    return Columns.call("regexp_extract", column, expression, group);
  }

  /** What a regular expression's first group matches, each time. */
  public static Column regexp_extract_all(Column column, Column expression) {
    return Columns.call("regexp_extract_all", column, expression);
  }

  /** The first part that a regular expression matches. */
  public static Column regexp_substr(Column column, Column expression) {
    return Columns.call("regexp_substr", column, expression);
  }

  /** With all matches of a regular expression replaced. */
  public static Column regexp_replace(Column column, String expression, String replacement) {
    return Columns.call("regexp_replace", column, expression, replacement);
  }

  /** With all matches of a regular expression replaced. */
  public static Column regexp_replace(Column column, Column expression, Column replacement) {
    return Columns.call("regexp_replace", column, expression, replacement);
  }

  /** With all occurrences of a text replaced. */
  public static Column replace(Column column, Column search, Column replacement) {
    return Columns.call("replace", column, search, replacement);
  }

  /** With characters replaced one by one. */
  public static Column translate(Column column, String from, String to) {
    return Columns.call("translate", column, from, to);
  }

  /** With a text written over it from a place. */
  public static Column overlay(Column column, Column replacement, Column start) {
    return Columns.call("overlay", column, replacement, start);
  }

  /** The parts between matches of a regular expression. */
  public static Column split(Column column, String expression) {
    return Columns.call("split", column, expression);
  }

  /** The parts between matches, at most so many. */
  public static Column split(Column column, String expression, int limit) {
    return Columns.call("split", column, expression, limit);
  }

  /** The part of a number, from 1, between delimiters. */
  public static Column split_part(Column column, Column delimiter, Column part) {
    return Columns.call("split_part", column, delimiter, part);
  }

  /** The text so often. */
  public static Column repeat(Column column, int count) {
    return Columns.call("repeat", column, count);
  }

  /** From the last to the first. */
  public static Column reverse(Column column) {
    return Columns.call("reverse", column);
  }

  /** How many characters are to be changed from one to the other. */
  public static Column levenshtein(Column a, Column b) {
    return Columns.call("levenshtein", a, b);
  }

  /** A code of how it sounds. */
  public static Column soundex(Column column) {
    return Columns.call("soundex", column);
  }

  /** The place in a list with commas, from 1. */
  public static Column find_in_set(Column column, Column list) {
    return Columns.call("find_in_set", column, list);
  }

  /** The one of the arguments behind the first that it names. */
  public static Column elt(Column... columns) {
    return Columns.call("elt", (Object[]) columns);
  }

  /** A text with values put in, as printf does. */
  public static Column format_string(String format, Column... columns) {
    return Columns.callAll("format_string", format, columns);
  }

  /** A text with values put in, as printf does. */
  public static Column printf(Column format, Column... columns) {
    return Columns.callAll("printf", format, columns);
  }

  /** The number with commas and so many digits behind the point. */
  public static Column format_number(Column column, int scale) {
    return Columns.call("format_number", column, scale);
  }

  /** Bytes as text of base 64. */
  public static Column base64(Column column) {
    return Columns.call("base64", column);
  }

  /** Bytes of text of base 64. */
  public static Column unbase64(Column column) {
    return Columns.call("unbase64", column);
  }

  /** The bytes of a text. */
  public static Column encode(Column column, String charset) {
    return Columns.call("encode", column, charset);
  }

  /** The text of bytes. */
  public static Column decode(Column column, String charset) {
    return Columns.call("decode", column, charset);
  }

  /** The MD5 digest in hexadecimal digits. */
  public static Column md5(Column column) {
    return Columns.call("md5", column);
  }

  /** The SHA-1 digest in hexadecimal digits. */
  public static Column sha1(Column column) {
    return Columns.call("sha1", column);
  }

  /** A digest of the SHA-2 family in hexadecimal digits. */
  public static Column sha2(Column column, int bits) {
    return Columns.call("sha2", column, bits);
  }

  /** The checksum CRC-32. */
  public static Column crc32(Column column) {
    return Columns.call("crc32", column);
  }

  /** A hash of 32 bits, as Spark has it. */
  public static Column hash(Column... columns) {
    return Columns.call("hash", (Object[]) columns);
  }

  /** A hash of 64 bits, as Spark has it. */
  public static Column xxhash64(Column... columns) {
    return Columns.call("xxhash64", (Object[]) columns);
  }

  // ---- addresses

  /** A piece of an address: {@code HOST}, {@code PATH}, {@code QUERY} and so on. */
  public static Column parse_url(Column address, Column piece) {
    return Columns.call("parse_url", address, piece);
  }

  /** The value of a key in the query of an address. */
  public static Column parse_url(Column address, Column piece, Column key) {
    return Columns.call("parse_url", address, piece, key);
  }

  /** As {@link #parse_url(Column, Column)}; null of what is no address. */
  public static Column try_parse_url(Column address, Column piece) {
    return Columns.call("try_parse_url", address, piece);
  }

  /** Text as it may stand in an address. */
  public static Column url_encode(Column column) {
    return Columns.call("url_encode", column);
  }

  public static Column url_decode(Column column) {
    return Columns.call("url_decode", column);
  }

  /** As {@link #url_decode}; null of what was not encoded so. */
  public static Column try_url_decode(Column column) {
    return Columns.call("try_url_decode", column);
  }

  /** The number of characters. */
  public static Column character_length(Column column) {
    return Columns.call("character_length", column);
  }

  /** As {@link #sha1}. */
  public static Column sha(Column column) {
    return Columns.call("sha", column);
  }
}
