package io.brasa.ui.api;

/** What is answered. */
public sealed interface Response {
  /** JSON. */
  record Body(int status, String json) implements Response {}

  /** What changes of an application, for as long as the asker listens. */
  record Changes(Application application) implements Response {}
}
