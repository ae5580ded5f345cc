/** Pieces of XML text by paths. */
package io.brasa.sql.function.xml;
