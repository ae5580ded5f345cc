/** The memory account: see {@link io.brasa.runtime.memory.MemoryAccount}. */
package io.brasa.runtime.memory;
