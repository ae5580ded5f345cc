/** Web pages, and their API, over what applications tell by events. */
module io.brasa.ui {
  requires transitive io.brasa.core;
  requires jdk.httpserver;
  requires micrometer.core;
  requires micrometer.registry.prometheus;

  exports io.brasa.ui;
  exports io.brasa.ui.error;

  provides io.brasa.core.event.ContextWatcherProvider with
      io.brasa.ui.LiveInterface.Provider;
}
