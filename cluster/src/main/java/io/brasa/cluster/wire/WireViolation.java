package io.brasa.cluster.wire;

/**
 * What a peer sent breaks the rules of the wire; the message says how. Ends its connection and
 * never leaves this package.
 */
final class WireViolation extends Exception {
  private static final long serialVersionUID = 1L;

  WireViolation(String reason) {
    super(reason, null, false, false);
  }
}
