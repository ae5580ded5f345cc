/**
 * The contracts of the engine's interfaces as tests: whoever implements one extends its contract
 * class in a test of their own and must pass it. Only tests may use this package.
 */
package io.brasa.testkit.contract;
