package io.muster.provisioning.bulk;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;

import org.apache.commons.csv.CSVException;
import org.apache.commons.csv.CSVParser;
import org.apache.commons.csv.CSVRecord;
import org.jspecify.annotations.Nullable;

/** The rows of a table that are not blank. One that cannot be read does not keep the next from being read. */
final class CsvRows implements Iterator<CsvRows.Row>, AutoCloseable {

    /**
     * One row.
     *
     * @param number as a spreadsheet counts lines, the first being 1: the one in which it begins
     * @param cells none if it is broken
     */
    record Row(long number, List<String> cells, boolean isBroken) {

        private boolean isBlank() {
            return !isBroken && cells.stream().allMatch(String::isBlank);
        }
    }

    private final CSVParser parser;
    private final Iterator<CSVRecord> records;
    private @Nullable Row next;

    /** @param parser of a format that counts empty lines and is strict about quotes */
    CsvRows(CSVParser parser) {
        this.parser = parser;
        this.records = parser.iterator();
    }

    @Override
    public boolean hasNext() {
        while (next == null || next.isBlank()) {
            next = read();
            if (next == null) {
                return false;
            }
        }
        return true;
    }

    @Override
    public Row next() {
        if (!hasNext()) {
            throw new NoSuchElementException();
        }
        Row row = next;
        next = null;
        return row;
    }

    private @Nullable Row read() {
        long number = parser.getCurrentLineNumber() + 1;
        try {
            return records.hasNext() ? new Row(number, records.next().toList(), false) : null;
        } catch (UncheckedIOException unread) {
            requireBroken(unread);
            leaveLine();
            return new Row(number, List.of(), true);
        }
    }

    /** What is left of a line in which a quote is wrong is no row of its own. */
    private void leaveLine() {
        boolean left = false;
        while (!left) {
            try {
                left = !records.hasNext() || records.next() != null;
            } catch (UncheckedIOException unread) {
                requireBroken(unread);
            }
        }
    }

    private static void requireBroken(UncheckedIOException unread) {
        if (!(unread.getCause() instanceof CSVException)) {
            throw unread;
        }
    }

    @Override
    public void close() throws IOException {
        parser.close();
    }
}
