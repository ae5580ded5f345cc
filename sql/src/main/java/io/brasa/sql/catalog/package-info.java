/**
 * What lasts beyond a session: databases, and in them tables, views and functions. {@link
 * io.brasa.sql.catalog.CatalogStore} is the SPI, as wide as the engine needs: names that change
 * together, and tables that change one by one. {@code catalog.warehouse} keeps it in files.
 *
 * <p>Values, immutable. Names of databases, tables and functions are in lower case here; case of
 * names does not count. Called by the statements of {@code io.brasa.sql}; calls {@code error} and
 * {@code columnar} alone.
 */
package io.brasa.sql.catalog;
