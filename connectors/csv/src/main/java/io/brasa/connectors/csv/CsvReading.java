package io.brasa.connectors.csv;

import java.time.ZoneId;

/** What columns of one file are read with. */
record CsvReading(CsvOptions options, ZoneId zone) {}
