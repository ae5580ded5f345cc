package io.brasa.sql.function.xml;

import io.brasa.sql.function.json.TextOptions;

/**
 * How parts of XML are named as fields.
 *
 * @param attributePrefix before the names of attributes
 * @param valueTag of text beside attributes or elements
 */
record XmlNames(String attributePrefix, String valueTag, boolean hasAttributes, String corrupt) {
  static XmlNames of(TextOptions options) {
    return new XmlNames(
        options.get("attributePrefix").orElse("_"),
        options.get("valueTag").orElse("_VALUE"),
        !options.isSet("excludeAttribute", false),
        options.get("columnNameOfCorruptRecord").orElse("_corrupt_record"));
  }
}
