package io.brasa.sql;

import io.brasa.columnar.type.StructType;
import java.util.Map;

/**
 * Functions on text that few queries use as calls: checks, conversions, ciphers, XML, JSON and CSV.
 * Public as methods of {@link functions}.
 */
public abstract sealed class TextualFunctionCalls extends OtherFunctionCalls
    permits GroupFunctionCalls {
  TextualFunctionCalls() {}

  /** The text in single quotes, with those in it behind a backslash. */
  public static Column quote(Column column) {
    return Columns.call("quote", column);
  }

  /** Whether its digits pass the check of Luhn. */
  public static Column luhn_check(Column column) {
    return Columns.call("luhn_check", column);
  }

  /** Letters and digits hidden: capitals as X, small ones as x, digits as n. */
  public static Column mask(Column column) {
    return Columns.call("mask", column);
  }

  /** With another character for capitals. */
  public static Column mask(Column column, Column second) {
    return Columns.call("mask", column, second);
  }

  /** With others for capitals and small letters. */
  public static Column mask(Column column, Column second, Column third) {
    return Columns.call("mask", column, second, third);
  }

  /** With others for capitals, small letters and digits. */
  public static Column mask(Column column, Column second, Column third, Column fourth) {
    return Columns.call("mask", column, second, third, fourth);
  }

  /** With others for capitals, small letters, digits and all else. */
  public static Column mask(
      Column column, Column second, Column third, Column fourth, Column fifth) {
    return Columns.call("mask", column, second, third, fourth, fifth);
  }

  /** The words of each sentence. */
  public static Column sentences(Column column) {
    return Columns.call("sentences", column);
  }

  /** The words of each sentence of a language. */
  public static Column sentences(Column column, Column second) {
    return Columns.call("sentences", column, second);
  }

  /** The words of each sentence of a language and country. */
  public static Column sentences(Column column, Column second, Column third) {
    return Columns.call("sentences", column, second, third);
  }

  /** Whether its bytes are UTF-8. */
  public static Column is_valid_utf8(Column column) {
    return Columns.call("is_valid_utf8", column);
  }

  /** With a sign of replacement for what is no UTF-8. */
  public static Column make_valid_utf8(Column column) {
    return Columns.call("make_valid_utf8", column);
  }

  /** The same text; fails if its bytes are no UTF-8. */
  public static Column validate_utf8(Column column) {
    return Columns.call("validate_utf8", column);
  }

  /** The same text; null if its bytes are no UTF-8. */
  public static Column try_validate_utf8(Column column) {
    return Columns.call("try_validate_utf8", column);
  }

  /** So many letters and digits by chance. */
  public static Column randstr(Column column) {
    return Columns.call("randstr", column);
  }

  /** The same letters and digits for the same seed. */
  public static Column randstr(Column column, Column second) {
    return Columns.call("randstr", column, second);
  }

  /** The place of the first match of a regular expression, from 1; 0 if there is none. */
  public static Column regexp_instr(Column column, Column second) {
    return Columns.call("regexp_instr", column, second);
  }

  /** As {@link #regexp_instr(Column, Column)}; the group does not matter. */
  public static Column regexp_instr(Column column, Column second, Column third) {
    return Columns.call("regexp_instr", column, second, third);
  }

  /** The number that a text shows by a pattern. */
  public static Column to_number(Column column, Column second) {
    return Columns.call("to_number", column, second);
  }

  /** As {@link #to_number}; null of other text. */
  public static Column try_to_number(Column column, Column second) {
    return Columns.call("try_to_number", column, second);
  }

  /** A number, time or binary value as text by a pattern. */
  public static Column to_char(Column column, Column second) {
    return Columns.call("to_char", column, second);
  }

  /** As {@link #to_char}. */
  public static Column to_varchar(Column column, Column second) {
    return Columns.call("to_varchar", column, second);
  }

  /** Bytes of text in hexadecimal digits. */
  public static Column to_binary(Column column) {
    return Columns.call("to_binary", column);
  }

  /** Bytes of text of a code: hex, base64 or utf-8. */
  public static Column to_binary(Column column, Column second) {
    return Columns.call("to_binary", column, second);
  }

  /** As {@link #to_binary(Column)}; null of other text. */
  public static Column try_to_binary(Column column) {
    return Columns.call("try_to_binary", column);
  }

  /** As {@link #to_binary(Column, Column)}; null of other text. */
  public static Column try_to_binary(Column column, Column second) {
    return Columns.call("try_to_binary", column, second);
  }

  /** A map of pairs such as {@code a:1,b:2}. */
  public static Column str_to_map(Column column) {
    return Columns.call("str_to_map", column);
  }

  /** A map of pairs parted by a regular expression. */
  public static Column str_to_map(Column column, Column second) {
    return Columns.call("str_to_map", column, second);
  }

  /** A map of pairs; the last expression parts key and value. */
  public static Column str_to_map(Column column, Column second, Column third) {
    return Columns.call("str_to_map", column, second, third);
  }

  /** Encrypted by AES with a key, in the mode GCM. */
  public static Column aes_encrypt(Column column, Column second) {
    return Columns.call("aes_encrypt", column, second);
  }

  /** Encrypted in a mode: ECB, CBC or GCM. */
  public static Column aes_encrypt(Column column, Column second, Column third) {
    return Columns.call("aes_encrypt", column, second, third);
  }

  /** Encrypted in a mode with a padding. */
  public static Column aes_encrypt(Column column, Column second, Column third, Column fourth) {
    return Columns.call("aes_encrypt", column, second, third, fourth);
  }

  /** Encrypted with an initialisation vector. */
  public static Column aes_encrypt(
      Column column, Column second, Column third, Column fourth, Column fifth) {
    return Columns.call("aes_encrypt", column, second, third, fourth, fifth);
  }

  /** Encrypted with data that is authenticated too. */
  public static Column aes_encrypt(
      Column column, Column second, Column third, Column fourth, Column fifth, Column sixth) {
    return Columns.call("aes_encrypt", column, second, third, fourth, fifth, sixth);
  }

  /** What {@link #aes_encrypt(Column, Column)} encrypted. */
  public static Column aes_decrypt(Column column, Column second) {
    return Columns.call("aes_decrypt", column, second);
  }

  /** What was encrypted in a mode. */
  public static Column aes_decrypt(Column column, Column second, Column third) {
    return Columns.call("aes_decrypt", column, second, third);
  }

  /** What was encrypted in a mode with a padding. */
  public static Column aes_decrypt(Column column, Column second, Column third, Column fourth) {
    return Columns.call("aes_decrypt", column, second, third, fourth);
  }

  /** What was encrypted with authenticated data. */
  public static Column aes_decrypt(
      Column column, Column second, Column third, Column fourth, Column fifth) {
    return Columns.call("aes_decrypt", column, second, third, fourth, fifth);
  }

  /** As {@link #aes_decrypt(Column, Column)}; null of what it cannot decrypt. */
  public static Column try_aes_decrypt(Column column, Column second) {
    return Columns.call("try_aes_decrypt", column, second);
  }

  /** As above, in a mode. */
  public static Column try_aes_decrypt(Column column, Column second, Column third) {
    return Columns.call("try_aes_decrypt", column, second, third);
  }

  /** As above, in a mode with a padding. */
  public static Column try_aes_decrypt(Column column, Column second, Column third, Column fourth) {
    return Columns.call("try_aes_decrypt", column, second, third, fourth);
  }

  /** As above, with authenticated data. */
  public static Column try_aes_decrypt(
      Column column, Column second, Column third, Column fourth, Column fifth) {
    return Columns.call("try_aes_decrypt", column, second, third, fourth, fifth);
  }

  /** The nodes that an XPath finds in XML text. */
  public static Column xpath(Column column, Column second) {
    return Columns.call("xpath", column, second);
  }

  /** Whether an XPath is true or finds something. */
  public static Column xpath_boolean(Column column, Column second) {
    return Columns.call("xpath_boolean", column, second);
  }

  /** The text of what an XPath finds first. */
  public static Column xpath_string(Column column, Column second) {
    return Columns.call("xpath_string", column, second);
  }

  /** The number that an XPath gives. */
  public static Column xpath_double(Column column, Column second) {
    return Columns.call("xpath_double", column, second);
  }

  /** As {@link #xpath_double}. */
  public static Column xpath_number(Column column, Column second) {
    return Columns.call("xpath_number", column, second);
  }

  /** The number that an XPath gives. */
  public static Column xpath_float(Column column, Column second) {
    return Columns.call("xpath_float", column, second);
  }

  /** The whole number that an XPath gives. */
  public static Column xpath_int(Column column, Column second) {
    return Columns.call("xpath_int", column, second);
  }

  /** The whole number that an XPath gives. */
  public static Column xpath_short(Column column, Column second) {
    return Columns.call("xpath_short", column, second);
  }

  /** The whole number that an XPath gives. */
  public static Column xpath_long(Column column, Column second) {
    return Columns.call("xpath_long", column, second);
  }

  /** The value of JSON text by a schema such as {@code a INT, b STRING}. */
  public static Column from_json(Column column, String schema) {
    return Columns.call("from_json", column, schema);
  }

  /** The value of JSON text by a schema. */
  public static Column from_json(Column column, Column second) {
    return Columns.call("from_json", column, second);
  }

  /** The value of JSON text, with options. */
  public static Column from_json(Column column, String schema, Map<String, String> options) {
    return Columns.call("from_json", column, schema, options);
  }

  /** A struct, array or map as JSON, with options. */
  public static Column to_json(Column column, Map<String, String> options) {
    return Columns.call("to_json", column, options);
  }

  /** The struct of XML text by a schema such as {@code _x INT, a STRING}. */
  public static Column from_xml(Column xml, Column schema) {
    return Columns.call("from_xml", xml, schema);
  }

  /** The struct of XML text by a schema, with options. */
  public static Column from_xml(Column xml, Column schema, Map<String, String> options) {
    return Columns.call("from_xml", xml, schema, options);
  }

  /** The struct of XML text by a schema in text, with options. */
  public static Column from_xml(Column xml, String schema, Map<String, String> options) {
    return Columns.call("from_xml", xml, schema, options);
  }

  /** The struct of XML text by a schema. */
  public static Column from_xml(Column xml, StructType schema) {
    return Columns.call("from_xml", xml, schema.sql());
  }

  /** The struct of XML text by a schema, with options. */
  public static Column from_xml(Column xml, StructType schema, Map<String, String> options) {
    return Columns.call("from_xml", xml, schema.sql(), options);
  }

  /** A struct as XML text. */
  public static Column to_xml(Column struct) {
    return Columns.call("to_xml", struct);
  }

  /** A struct as XML text, with options. */
  public static Column to_xml(Column struct, Map<String, String> options) {
    return Columns.call("to_xml", struct, options);
  }

  /** The schema that XML text has. */
  public static Column schema_of_xml(String xml) {
    return Columns.call("schema_of_xml", xml);
  }

  /** The schema that XML text has. */
  public static Column schema_of_xml(Column xml) {
    return Columns.call("schema_of_xml", xml);
  }

  /** The schema that XML text has, with options. */
  public static Column schema_of_xml(Column xml, Map<String, String> options) {
    return Columns.call("schema_of_xml", xml, options);
  }

  /** The schema that JSON text has. */
  public static Column schema_of_json(String text) {
    return Columns.call("schema_of_json", text);
  }

  /** The schema that JSON text has. */
  public static Column schema_of_json(Column column) {
    return Columns.call("schema_of_json", column);
  }

  /** The struct of a line of CSV by a schema. */
  public static Column from_csv(Column column, Column second, Map<String, String> options) {
    return Columns.call("from_csv", column, second, options);
  }

  /** A struct as a line of CSV. */
  public static Column to_csv(Column column) {
    return Columns.call("to_csv", column);
  }

  /** A struct as a line of CSV, with options. */
  public static Column to_csv(Column column, Map<String, String> options) {
    return Columns.call("to_csv", column, options);
  }

  /** The schema that a line of CSV has. */
  public static Column schema_of_csv(String text) {
    return Columns.call("schema_of_csv", text);
  }

  /** The schema that a line of CSV has. */
  public static Column schema_of_csv(Column column) {
    return Columns.call("schema_of_csv", column);
  }
}
