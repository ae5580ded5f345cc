/** Described in ARCHITECTURE.md until its essay is here. */
package io.brasa.core.remote;
