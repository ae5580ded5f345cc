package io.brasa.columnar.source;

/**
 * A source whose batches have only rows for which all {@link ScanRequest#rowFilters} hold: nobody
 * need ask again.
 */
public interface AppliesRowFilters {}
