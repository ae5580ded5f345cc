package io.brasa.connectors.json;

import java.io.Serializable;

/** What is taken for JSON beyond the standard. */
record JsonSyntax(
    boolean allowsSingleQuotes,
    boolean allowsUnquotedNames,
    boolean allowsLeadingZeros,
    boolean allowsNotNumbers,
    boolean allowsAnyEscape,
    boolean allowsControls)
    implements Serializable {}
