package io.brasa.sql.catalog;

/**
 * A function that lasts.
 *
 * @param text the statement that made it, which makes it again in another session
 * @param database in which the names of the text are looked for
 */
public record StoredFunction(String text, String database) {}
