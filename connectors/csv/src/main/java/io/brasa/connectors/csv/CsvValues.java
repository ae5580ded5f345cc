package io.brasa.connectors.csv;

import io.brasa.columnar.text.TimePatterns;
import java.io.Serializable;

/** How single values look. */
record CsvValues(
    String nullValue,
    String emptyValue,
    String nan,
    String positiveInfinity,
    String negativeInfinity,
    TimePatterns patterns)
    implements Serializable {}
