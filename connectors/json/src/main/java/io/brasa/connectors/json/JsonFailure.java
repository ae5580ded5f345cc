package io.brasa.connectors.json;

/** The text is not JSON. Never leaves this package; has no trace, since bad records may be many. */
final class JsonFailure extends RuntimeException {
  private static final long serialVersionUID = 1L;

  JsonFailure(String what) {
    super(what, null, false, false);
  }
}
