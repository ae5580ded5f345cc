/**
 * JUnit for programs on Brasa: {@link io.brasa.test.BrasaTest} gives a strict context and looks for what a test left behind.
 * For tests only.
 */
package io.brasa.test;
