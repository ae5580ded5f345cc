package io.brasa.sql.catalog;

/**
 * What {@code Catalog.getDatabase} tells.
 *
 * @param description empty if there is none
 * @param locationUri where its tables are kept
 */
public record Database(String name, String catalog, String description, String locationUri) {}
