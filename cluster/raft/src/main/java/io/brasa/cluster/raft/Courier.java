package io.brasa.cluster.raft;

import io.brasa.core.remote.Transport.Address;

/** Carries a question to another master and its answer back. Blocks. */
interface Courier {
  byte[] ask(Address master, byte[] question, long timeoutMillis);
}
