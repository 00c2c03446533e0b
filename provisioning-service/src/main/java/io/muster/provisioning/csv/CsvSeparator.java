package io.muster.provisioning.csv;

import java.io.BufferedReader;
import java.io.IOException;

/** Finds out by looking how the columns of a table are separated: the one that the first line has most of. */
public final class CsvSeparator {

    /** In the order in which they are preferred. */
    private static final char[] SEPARATORS = {'\t', ';', ','};

    /** More than the first line of any file that is taken. */
    private static final int LOOK_AHEAD = 1 << 16;

    private CsvSeparator() {}

    /** Leaves the reader where it was. */
    public static char of(BufferedReader text) throws IOException {
        text.mark(LOOK_AHEAD);
        char separator = look(text);
        text.reset();
        return separator;
    }

    private static char look(BufferedReader text) throws IOException {
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
