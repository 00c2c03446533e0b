package io.muster.provisioning.bulk;

import java.io.BufferedReader;
import java.io.IOException;

import io.muster.provisioning.csv.CsvSeparator;
import org.apache.commons.csv.CSVFormat;

/** How a file is read that somebody's spreadsheet has written. */
final class CsvFormats {

    private CsvFormats() {}

    /** Leaves the reader where it was. */
    static CSVFormat of(BufferedReader text) throws IOException {
        return CSVFormat.DEFAULT
                .builder()
                .setDelimiter(CsvSeparator.of(text))
                .setIgnoreEmptyLines(false)
                .get();
    }
}
