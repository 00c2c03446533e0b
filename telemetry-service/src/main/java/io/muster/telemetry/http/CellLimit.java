package io.muster.telemetry.http;

import java.io.FilterReader;
import java.io.IOException;
import java.io.Reader;

/** Fails where a row of a table has too many cells: the parser would make all of them before anybody could count. */
final class CellLimit extends FilterReader {

    private enum At {
        START,
        PLAIN,
        QUOTED,
        QUOTE
    }

    private final int limit;
    private int cells;
    private At at = At.START;

    CellLimit(Reader table, int limit) {
        super(table);
        this.limit = limit;
    }

    @Override
    public int read() throws IOException {
        int next = super.read();
        if (next >= 0) {
            look((char) next);
        }
        return next;
    }

    @Override
    public int read(char[] into, int offset, int length) throws IOException {
        int read = super.read(into, offset, length);
        for (int i = offset; i < offset + read; i++) {
            look(into[i]);
        }
        return read;
    }

    private void look(char letter) throws IOException {
        if (letter == '"') {
            at = switch (at) {
                case START, QUOTE -> At.QUOTED;
                case QUOTED -> At.QUOTE;
                case PLAIN -> At.PLAIN;
            };
        } else if (at != At.QUOTED) {
            separate(letter);
        }
    }

    private void separate(char letter) throws IOException {
        if (letter == ',') {
            cells++;
            at = At.START;
            if (cells >= limit) {
                throw new IOException("More than " + limit + " cells");
            }
        } else if (letter == '\n' || letter == '\r') {
            cells = 0;
            at = At.START;
        } else if (at == At.START) {
            at = At.PLAIN;
        }
    }
}
