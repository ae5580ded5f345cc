/**
 * Values as JSON and back, with the JDK alone: {@link io.brasa.ui.json.Json} writes records under
 * the names of their components, {@link io.brasa.ui.json.Shape} finds components by those names.
 * Knows nothing of what it writes.
 */
package io.brasa.ui.json;
