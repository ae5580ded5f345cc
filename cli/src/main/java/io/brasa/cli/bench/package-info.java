/** The bench command. */
package io.brasa.cli.bench;
