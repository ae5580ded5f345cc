/**
 * Collations of languages by ICU, whose tables have the rules of CLDR. Nobody calls it: {@link
 * java.util.ServiceLoader} finds {@link io.brasa.collation.IcuCollations} when a query names the
 * first such collation. No type of ICU is seen outside.
 */
package io.brasa.collation;
