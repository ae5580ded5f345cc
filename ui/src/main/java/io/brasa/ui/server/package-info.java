/**
 * HTTP, with the server of the JDK, whose types do not leave this package: {@link
 * io.brasa.ui.server.WebServer} serves the API, what changes as server-sent events, and the pages,
 * which are resources. Every request passes the {@link io.brasa.ui.server.Gate} first.
 */
package io.brasa.ui.server;
