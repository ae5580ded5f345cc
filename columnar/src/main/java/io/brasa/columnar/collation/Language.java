package io.brasa.columnar.collation;

import java.util.Optional;

/**
 * A language whose rules of comparison are known.
 *
 * @param name as collations have it: {@code UNICODE}, {@code de}, {@code sr_Latn_SRB}
 * @param title the language's name in English; empty of {@code UNICODE}
 * @param country where the rules hold, in English, if not everywhere
 */
public record Language(String name, Optional<String> title, Optional<String> country) {}
