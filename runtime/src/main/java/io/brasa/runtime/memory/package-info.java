/**
 * The memory account: operators and block stores open {@link io.brasa.runtime.memory.Reservation}s
 * at the one {@link io.brasa.runtime.memory.MemoryAccount} of their process and reserve before they
 * hold. It counts and decides; it allocates nothing and knows neither tasks nor blocks. Called by
 * execution, shuffle and block stores.
 */
package io.brasa.runtime.memory;
