package io.muster.command.audience;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;

import jakarta.enterprise.context.ApplicationScoped;

import io.muster.kit.query.FieldType;
import io.muster.kit.query.FieldType.Simple;
import io.muster.kit.query.FleetLanguage;
import io.muster.kit.query.FleetQuery;
import io.muster.kit.query.Vocabulary;

/**
 * The fleet query language with the words for what is known here of a device: those of the registry, but for what devices
 * report and when they were seen.
 */
@ApplicationScoped
public class FleetWords {

    private static final Set<String> STATUSES = Set.of("active", "inactive", "suspended", "deprecated");
    private static final Vocabulary WORDS = Vocabulary.of(words());

    private final FleetLanguage language;

    FleetWords(FleetLanguage language) {
        this.language = language;
    }

    /** @throws io.muster.kit.query.QueryRefused saying at which column what was expected */
    public FleetQuery read(String query) {
        return language.read(query, WORDS);
    }

    private static Map<String, FieldType> words() {
        Map<String, FieldType> words = new LinkedHashMap<>();
        for (String text : new String[] {"id", "deviceId", "name", "description", "type"}) {
            words.put(text, Simple.TEXT);
        }
        words.put("status", new FieldType.Word(STATUSES));
        words.put("tags", Simple.TEXTS);
        words.put("group", Simple.MEMBERSHIP);
        // The group and those inside of it.
        words.put("groupTree", Simple.MEMBERSHIP);
        words.put("connected", Simple.BOOLEAN);
        words.put("createdAt", Simple.TIME);
        words.put("updatedAt", Simple.TIME);
        for (String info :
                new String[] {"manufacturer", "model", "firmware", "hardware", "serialNumber", "manufactureDate"}) {
            words.put("info." + info, Simple.TEXT);
        }
        words.put("metadata.*", Simple.JSON);
        return words;
    }
}
