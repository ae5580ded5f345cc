/** The codes of the module's errors, which the API answers with a fitting status of HTTP. */
package io.brasa.ui.error;
