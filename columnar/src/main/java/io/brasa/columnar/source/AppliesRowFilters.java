package io.brasa.columnar.source;

/**
 * A source whose batches have only rows for which all {@link ScanRequest#rowFilters} hold: nobody
 * need ask again, nor for columns that only the filters need. In return filters keep none of the
 * vectors that they are shown.
 */
public interface AppliesRowFilters {}
