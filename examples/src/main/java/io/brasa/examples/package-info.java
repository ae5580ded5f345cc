/**
 * Programs to read and to run: {@code brasa run WordCount README.md}. Each is what a user would
 * write, uses the public API alone, and is run by a test. They are listed in {@code
 * META-INF/brasa/examples}.
 */
package io.brasa.examples;
