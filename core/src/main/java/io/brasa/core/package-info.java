/** What a user of datasets sees: contexts, datasets, shared variables. */
package io.brasa.core;
