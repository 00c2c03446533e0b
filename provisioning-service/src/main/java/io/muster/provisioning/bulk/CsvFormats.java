package io.muster.provisioning.bulk;

import java.io.BufferedReader;
import java.io.IOException;

import org.apache.commons.csv.CSVFormat;

/** Finds out by looking how the columns of a CSV file are separated. */
final class CsvFormats {

    /** In the order in which they are preferred. */
    private static final char[] SEPARATORS = {'\t', ';', ','};

    /** More than the first line of any file that is taken. */
    private static final int LOOK_AHEAD = 1 << 16;

    private CsvFormats() {}

    /** Leaves the reader where it was. */
    static CSVFormat of(BufferedReader text) throws IOException {
        text.mark(LOOK_AHEAD);
        char separator = separator(text);
        text.reset();
        return CSVFormat.DEFAULT
                .builder()
                .setDelimiter(separator)
                .setIgnoreEmptyLines(true)
                .setTrailingData(true)
                .setLenientEof(true)
                .get();
    }

    private static char separator(BufferedReader text) throws IOException {
        int[] found = new int[SEPARATORS.length];
        boolean quoted = false;
        for (int i = 0; i < LOOK_AHEAD; i++) {
            int c = text.read();
            if (c < 0 || (!quoted && (c == '\n' || c == '\r') && i > 0)) {
                break;
            }
            quoted ^= c == '"';
            for (int s = 0; s < SEPARATORS.length && !quoted; s++) {
                found[s] += c == SEPARATORS[s] ? 1 : 0;
            }
        }
        int most = SEPARATORS.length - 1;
        for (int s = SEPARATORS.length - 1; s >= 0; s--) {
            most = found[s] > 0 && found[s] >= found[most] ? s : most;
        }
        return SEPARATORS[most];
    }
}
