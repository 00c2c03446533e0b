package io.muster.provisioning.http;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.Charset;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

import io.muster.kit.problem.InvalidRequest;
import io.muster.provisioning.csv.CsvEncoding;
import io.muster.provisioning.csv.CsvSeparator;
import io.muster.provisioning.serial.SerialRequest;
import io.muster.provisioning.serial.TermsRequest;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVParser;
import org.apache.commons.csv.CSVRecord;
import org.jspecify.annotations.Nullable;

/** Serials as a table: a header line, then a serial a line, separated as it looks; empty cells say nothing. */
final class SerialCsv {

    private static final List<String> COLUMNS = List.of("serial", "type", "group", "expiresAt", "policy");
    private static final Set<String> KNOWN = known();
    private static final CSVFormat FORMAT = CSVFormat.RFC4180
            .builder()
            .setHeader()
            .setIgnoreHeaderCase(true)
            .setSkipHeaderRecord(true)
            .setIgnoreEmptyLines(true)
            .setTrim(true)
            .setNullString("")
            .get();

    private SerialCsv() {}

    /**
     * @param charset how it is written; empty to find out by looking
     * @throws InvalidRequest if it is not such a table, or a cell is no time where one belongs
     */
    static List<SerialRequest> read(byte[] csv, Optional<Charset> charset) {
        try (BufferedReader text = CsvEncoding.reader(csv, charset);
                CSVParser parser = CSVParser.parse(text, format(text))) {
            checkHeader(parser.getHeaderNames());
            List<SerialRequest> requests = new ArrayList<>();
            for (CSVRecord row : parser) {
                requests.add(request(row, requests.size() + 1));
            }
            return requests;
        } catch (IOException | UncheckedIOException | IllegalArgumentException | IllegalStateException unreadable) {
            throw new InvalidRequest("body", "is not CSV");
        }
    }

    private static Set<String> known() {
        Set<String> known = new TreeSet<>(String.CASE_INSENSITIVE_ORDER);
        known.addAll(COLUMNS);
        return known;
    }

    private static void checkHeader(List<String> names) {
        Set<String> columns = new TreeSet<>(String.CASE_INSENSITIVE_ORDER);
        columns.addAll(names);
        if (!columns.contains("serial") || !KNOWN.containsAll(columns)) {
            throw new InvalidRequest("body", "must begin with a line of serial and any of " + COLUMNS);
        }
        if (columns.size() < names.size()) {
            throw new InvalidRequest("body", "names a column twice in its first line");
        }
    }

    private static CSVFormat format(BufferedReader text) throws IOException {
        return FORMAT.builder().setDelimiter(CsvSeparator.of(text)).get();
    }

    private static SerialRequest request(CSVRecord row, int number) {
        if (!row.isConsistent()) {
            throw new InvalidRequest("body", "has a wrong number of cells in row " + number);
        }
        return new SerialRequest(
                cell(row, "serial"),
                new TermsRequest(cell(row, "type"), cell(row, "group"), time(row, number), cell(row, "policy")));
    }

    private static @Nullable Instant time(CSVRecord row, int number) {
        String text = cell(row, "expiresAt");
        try {
            return text == null ? null : Instant.parse(text);
        } catch (DateTimeException e) {
            throw new InvalidRequest("expiresAt", "is no ISO 8601 time in row " + number);
        }
    }

    private static @Nullable String cell(CSVRecord row, String column) {
        return row.isMapped(column) ? row.get(column) : null;
    }
}
