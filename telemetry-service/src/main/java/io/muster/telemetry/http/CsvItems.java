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

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
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
    private final Iterator<CSVRecord> lines;

    /** @throws InvalidRequest if the body does not begin with a row of names, no more than so many, one of them timestamp */
    CsvItems(byte[] body, ObjectMapper json, int maxColumns) {
        this.json = json;
        Reader text = new InputStreamReader(new ByteArrayInputStream(body), StandardCharsets.UTF_8);
        try {
            CSVParser table = CSVParser.parse(new CellLimit(text, maxColumns), FORMAT);
            if (!table.getHeaderMap().containsKey(TIMESTAMP)) {
                throw new InvalidRequest("body", "has no column 'timestamp'");
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

    private Item item(CSVRecord line) throws JsonProcessingException {
        ObjectNode object = json.createObjectNode();
        for (Map.Entry<String, String> cell : line.toMap().entrySet()) {
            if (!cell.getValue().isEmpty() && !NO_VALUES.contains(cell.getKey())) {
                put(object, cell.getKey(), cell.getValue());
            }
        }
        if (line.isSet(VALUES) && json.readTree(line.get(VALUES)) instanceof ObjectNode values) {
            object.setAll(values);
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

    private void put(ObjectNode object, String key, String cell) {
        try {
            object.set(key, json.readTree(cell));
        } catch (JsonProcessingException text) {
            object.put(key, FormulaGuard.original(cell));
        }
    }
}
