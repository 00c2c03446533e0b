package io.muster.provisioning.bulk;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.Iterator;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

import io.muster.provisioning.bulk.BulkRefusal.FileTooLong;
import io.muster.provisioning.bulk.BulkRefusal.HeaderWrong;
import org.apache.commons.csv.CSVParser;
import org.apache.commons.csv.CSVRecord;

/** A CSV file of devices, read line by line: only one line of it is in memory at a time. */
final class DeviceFile implements AutoCloseable {

    /** One line as it was found: in order, or why not. */
    sealed interface Entry {

        DeviceLine line();

        record Good(DeviceLine line) implements Entry {}

        record Bad(DeviceLine line, String why) implements Entry {}
    }

    private final CSVParser parser;
    private final Iterator<CSVRecord> records;
    private final Header header;

    private DeviceFile(CSVParser parser, Iterator<CSVRecord> records, Header header) {
        this.parser = parser;
        this.records = records;
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
            CSVParser parser = CSVParser.parse(text, CsvFormats.of(text));
            Iterator<CSVRecord> records = parser.iterator();
            if (!records.hasNext()) {
                parser.close();
                throw new HeaderWrong("names no column ID");
            }
            return new DeviceFile(parser, records, Header.of(records.next().toList(), settings));
        } catch (IOException e) {
            throw new UncheckedIOException("An uploaded file cannot be read", e);
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
        Iterable<CSVRecord> rest = () -> records;
        return StreamSupport.stream(rest.spliterator(), false)
                .filter(record -> record.stream().anyMatch(value -> !value.isBlank()))
                .map(this::entry);
    }

    private Entry entry(CSVRecord found) {
        DeviceLine line = DeviceLine.of(parser.getCurrentLineNumber(), header, found.toList());
        int wanted = header.columns().size();
        return found.size() == wanted
                ? new Entry.Good(line)
                : new Entry.Bad(line, "The line has " + found.size() + " values, the first line " + wanted + ".");
    }

    @Override
    public void close() throws IOException {
        parser.close();
    }
}
