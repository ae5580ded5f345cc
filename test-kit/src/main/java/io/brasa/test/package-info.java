/**
 * What tests stand on: families of contract tests, one per interface of the engine, and the JUnit extension {@link
 * io.brasa.test.BrasaTest}, which gives a strict context and looks for what a test left behind. For tests only.
 */
package io.brasa.test;
