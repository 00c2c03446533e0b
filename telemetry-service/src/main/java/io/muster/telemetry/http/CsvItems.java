package io.muster.telemetry.http;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Set;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.exc.StreamConstraintsException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.util.RawValue;
import io.muster.kit.csv.FormulaGuard;
import io.muster.kit.problem.InvalidRequest;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVParser;
import org.apache.commons.csv.CSVRecord;
import org.jspecify.annotations.Nullable;

/**
 * Lines of a table as messages. The table may be one that was exported here: a column for each key, or one of values as
 * JSON. Cells that are JSON are what they say, others are texts; an empty cell is no value.
 */
final class CsvItems implements ItemReader<CsvItems.Item> {

    private static final CSVFormat FORMAT = CSVFormat.RFC4180
            .builder()
            .setHeader()
            .setSkipHeaderRecord(true)
            .setIgnoreEmptyLines(true)
            .get();
    private static final String TIMESTAMP = "timestamp";
    private static final String CHANNEL = "channel";
    private static final String VALUES = "values";
    private static final Set<String> NO_VALUES = Set.of("receivedAt", CHANNEL, VALUES, TIMESTAMP, "unit", "messageId");

    private final ObjectMapper json;
    private final int columns;
    private final Iterator<CSVRecord> lines;

    /**
     * @throws InvalidRequest if the body does not begin with a row of names, all different, no more than so many, one of
     *     them timestamp
     */
    CsvItems(byte[] body, ObjectMapper json, int maxColumns) {
        this.json = json;
        Reader text = new InputStreamReader(new ByteArrayInputStream(body), StandardCharsets.UTF_8);
        try {
            CSVParser table = CSVParser.parse(new CellLimit(text, maxColumns), FORMAT);
            if (!table.getHeaderMap().containsKey(TIMESTAMP)) {
                throw new InvalidRequest("body", "has no column 'timestamp'");
            }
            this.columns = table.getHeaderNames().size();
            if (Set.copyOf(table.getHeaderNames()).size() < columns) {
                throw new InvalidRequest("body", "has two columns of one name");
            }
            this.lines = table.iterator();
        } catch (IOException | IllegalArgumentException | UncheckedIOException noTable) {
            throw noTable();
        }
    }

    /** @param channel null if the table does not say one */
    record Item(@Nullable String channel, byte[] payload) {}

    @Override
    public @Nullable Item next() {
        try {
            return lines.hasNext() ? item(lines.next()) : null;
        } catch (IOException | IllegalArgumentException | UncheckedIOException noTable) {
            throw noTable();
        }
    }

    @Override
    public int size(Item item) {
        return item.payload().length;
    }

    private static InvalidRequest noTable() {
        return new InvalidRequest("body", "is not a table with a name above each column, or has too many columns");
    }

    private Item item(CSVRecord line) throws IOException {
        if (line.size() > columns) {
            throw new InvalidRequest("body", "has more cells than names in row " + line.getRecordNumber());
        }
        ObjectNode object = json.createObjectNode();
        for (Map.Entry<String, String> cell : line.toMap().entrySet()) {
            if (!cell.getValue().isEmpty() && !NO_VALUES.contains(cell.getKey())) {
                put(object, FormulaGuard.original(cell.getKey()), cell.getValue());
            }
        }
        if (line.isSet(VALUES)) {
            putAll(object, line.get(VALUES));
        }
        boolean single = object.size() == 1 && object.has("value");
        for (String name : single ? List.of(TIMESTAMP, "messageId", "unit") : List.of(TIMESTAMP, "messageId")) {
            if (line.isSet(name) && !line.get(name).isEmpty()) {
                object.put(name, FormulaGuard.original(line.get(name)));
            }
        }
        @Nullable String channel = line.isSet(CHANNEL) && !line.get(CHANNEL).isEmpty() ? line.get(CHANNEL) : null;
        return new Item(channel, json.writeValueAsBytes(object));
    }

    /** JSON goes on as it was written: whether its numbers can be stored is not decided here. */
    private void put(ObjectNode object, String key, String cell) {
        if (isJson(cell, json)) {
            object.putRawValue(key, new RawValue(cell));
        } else {
            object.put(key, FormulaGuard.original(cell));
        }
    }

    /** Whether a cell is what it says; a text that looks like that is written as JSON, too. */
    static boolean isJson(String cell, ObjectMapper json) {
        try {
            return !json.readTree(cell).isMissingNode();
        } catch (StreamConstraintsException tooMuch) {
            return true;
        } catch (JsonProcessingException text) {
            return false;
        }
    }

    private static void putAll(ObjectNode object, String cell) throws IOException {
        byte[] bytes = cell.getBytes(StandardCharsets.UTF_8);
        try (JsonParser values = JsonItems.JSON.createParser(bytes)) {
            if (values.nextToken() != JsonToken.START_OBJECT) {
                return;
            }
            while (values.nextToken() != JsonToken.END_OBJECT) {
                String name = values.currentName();
                values.nextToken();
                object.putRawValue(
                        name, new RawValue(new String(JsonItems.current(values, bytes), StandardCharsets.UTF_8)));
            }
            JsonItems.requireEnd(values);
        }
    }
}
