package io.muster.telemetry.http;

import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.muster.events.EventJson;
import io.muster.kit.csv.FormulaGuard;
import io.muster.telemetry.history.StoredReading;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVPrinter;
import org.jspecify.annotations.Nullable;

/**
 * Readings as a table, one line each. The values stand in columns of their own where the caller names them, else as
 * JSON in one: which there are is not known before the last reading.
 */
final class ReadingCsv {

    private static final List<String> COLUMNS = List.of("timestamp", "receivedAt", "channel", "unit", "messageId");
    private static final String VALUES = "values";

    private final List<String> keys;
    private final ObjectMapper json;
    private boolean begun;

    /** @param keys names of the values that get a column; none for all values in one column */
    ReadingCsv(List<String> keys, ObjectMapper json) {
        this.keys = keys;
        this.json = json;
    }

    /** The next lines; before the first ones the names of the columns. */
    byte[] lines(List<StoredReading> readings) {
        StringWriter text = new StringWriter();
        try (CSVPrinter lines = new CSVPrinter(text, CSVFormat.RFC4180)) {
            if (!begun) {
                begun = true;
                lines.printRecord(header());
            }
            for (StoredReading reading : readings) {
                lines.printRecord(cells(reading));
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return text.toString().getBytes(StandardCharsets.UTF_8);
    }

    private List<String> header() {
        List<String> names = new ArrayList<>(COLUMNS);
        if (keys.isEmpty()) {
            names.add(VALUES);
        }
        keys.forEach(key -> names.add(FormulaGuard.harmless(key)));
        return names;
    }

    private List<@Nullable Object> cells(StoredReading reading) throws IOException {
        List<@Nullable Object> cells = new ArrayList<>(COLUMNS.size() + Math.max(1, keys.size()));
        cells.add(EventJson.format(reading.timestamp()));
        cells.add(EventJson.format(reading.receivedAt()));
        cells.add(FormulaGuard.harmless(reading.channel()));
        cells.add(reading.unit() == null ? null : FormulaGuard.harmless(reading.unit()));
        cells.add(reading.messageId() == null ? null : FormulaGuard.harmless(reading.messageId()));
        if (keys.isEmpty()) {
            cells.add(json.writeValueAsString(reading.values()));
        }
        for (String key : keys) {
            cells.add(reading.values().containsKey(key) ? cell(reading.values().get(key)) : null);
        }
        return cells;
    }

    /** As JSON, but for texts that nobody would take for JSON. */
    private Object cell(@Nullable Object value) throws IOException {
        if (value instanceof Number || value instanceof Boolean) {
            return value;
        }
        return value instanceof String text && isPlain(text)
                ? FormulaGuard.harmless(text)
                : json.writeValueAsString(value);
    }

    /** Whether it is read as what it is. */
    private boolean isPlain(String text) {
        return !text.isEmpty()
                && !CsvItems.isJson(text, json)
                && FormulaGuard.original(FormulaGuard.harmless(text)).equals(text);
    }
}
