package io.muster.provisioning.bulk;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

import io.muster.provisioning.bulk.BulkRefusal.FileTooLong;
import io.muster.provisioning.bulk.BulkRefusal.HeaderWrong;
import io.muster.provisioning.bulk.CsvRows.Row;
import io.muster.provisioning.csv.CsvEncoding;
import org.apache.commons.csv.CSVParser;

/** A CSV file of devices, read line by line: only one line of it is in memory at a time. */
final class DeviceFile implements AutoCloseable {

    /** One line as it was found: in order, or why not. */
    sealed interface Entry {

        DeviceLine line();

        record Good(DeviceLine line) implements Entry {}

        record Bad(DeviceLine line, String why) implements Entry {}
    }

    private static final String QUOTES =
            "A cell that begins with a quote must end with one, right before a separator or the end of the line.";

    private final CsvRows rows;
    private final Header header;

    private DeviceFile(CsvRows rows, Header header) {
        this.rows = rows;
        this.header = header;
    }

    /**
     * Reads the first line.
     *
     * @throws HeaderWrong if it does not name the columns
     * @throws FileTooLong if the file has too many lines; nothing of it is taken then
     */
    static DeviceFile open(Path file, BulkSettings settings) {
        try {
            requireShort(file, settings.maxRows());
            BufferedReader text = CsvEncoding.reader(file);
            CsvRows rows = new CsvRows(CSVParser.parse(text, CsvFormats.of(text)));
            return new DeviceFile(rows, header(rows, settings));
        } catch (IOException e) {
            throw new UncheckedIOException("An uploaded file cannot be read", e);
        }
    }

    private static Header header(CsvRows rows, BulkSettings settings) throws IOException {
        try {
            if (!rows.hasNext()) {
                throw new HeaderWrong("names no column ID");
            }
            Row first = rows.next();
            if (first.isBroken()) {
                throw new HeaderWrong("has a quote that does not end where its column does");
            }
            return Header.of(first.cells(), settings);
        } catch (HeaderWrong wrong) {
            rows.close();
            throw wrong;
        }
    }

    private static void requireShort(Path file, int most) throws IOException {
        try (BufferedReader text = CsvEncoding.reader(file)) {
            if (text.lines()
                    .filter(line -> !line.isBlank())
                    .skip(1L + most)
                    .findAny()
                    .isPresent()) {
                throw new FileTooLong(most);
            }
        }
    }

    Header header() {
        return header;
    }

    /** The lines after the first, without blank ones. To be read once. */
    Stream<Entry> entries() {
        Iterable<Row> rest = () -> rows;
        return StreamSupport.stream(rest.spliterator(), false).map(this::entry);
    }

    /** What stands in a line that does not fit the first one, nobody knows: it may be a password, so nothing is shown. */
    private Entry entry(Row row) {
        int found = row.cells().size();
        int wanted = header.columns().size();
        if (!row.isBroken() && found == wanted) {
            return new Entry.Good(DeviceLine.of(row.number(), header, row.cells()));
        }
        return new Entry.Bad(
                DeviceLine.of(row.number(), header, List.of()),
                row.isBroken() ? QUOTES : "The line has " + found + " values, the first line " + wanted + ".");
    }

    @Override
    public void close() throws IOException {
        rows.close();
    }
}
