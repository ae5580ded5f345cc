/**
 * JUnit for programs on Brasa: {@link io.brasa.testkit.BrasaTest} gives a strict context and looks
 * for what a test left behind. For tests only.
 */
package io.brasa.testkit;
