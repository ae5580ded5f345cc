/**
 * What is asked over HTTP, without HTTP: {@link io.brasa.ui.api.Api} answers a {@link
 * io.brasa.ui.api.Request} with a {@link io.brasa.ui.api.Response}, from the applications that an
 * {@link io.brasa.ui.api.Applications} knows. Version 1 of the API has its paths below {@code
 * /api/v1}; members of its answers are added, not taken away or given another meaning. The package
 * of the server calls it.
 */
package io.brasa.ui.api;
