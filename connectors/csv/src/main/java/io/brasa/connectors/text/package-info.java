/**
 * Lines of text as a table of one column {@code value}: found by name {@code text} through the
 * {@code SourceProvider} and {@code SinkProvider} services.
 */
package io.brasa.connectors.text;
