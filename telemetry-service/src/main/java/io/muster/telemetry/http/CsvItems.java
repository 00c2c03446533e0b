package io.muster.telemetry.http;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
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
final class CsvItems {

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

    CsvItems(ObjectMapper json) {
        this.json = json;
    }

    /** @param channel null if the table does not say one */
    record Item(@Nullable String channel, byte[] payload) {}

    List<Item> of(byte[] body) {
        List<Item> items = new ArrayList<>();
        try (CSVParser table = CSVParser.parse(
                new InputStreamReader(new ByteArrayInputStream(body), StandardCharsets.UTF_8), FORMAT)) {
            if (!table.getHeaderMap().containsKey(TIMESTAMP)) {
                throw new InvalidRequest("body", "has no column 'timestamp'");
            }
            for (CSVRecord line : table) {
                items.add(item(line));
            }
            return items;
        } catch (IOException | IllegalArgumentException | UncheckedIOException noTable) {
            throw new InvalidRequest("body", "is not a table with a name above each column");
        }
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
