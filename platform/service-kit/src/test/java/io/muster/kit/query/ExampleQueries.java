package io.muster.kit.query;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;

import io.muster.kit.query.FieldType.Simple;
import io.muster.kit.query.FieldType.Word;
import io.smallrye.config.SmallRyeConfigBuilder;

/** The language with its default limits and a vocabulary that has a field of each type. */
final class ExampleQueries {

    static final Vocabulary WORDS = Vocabulary.of(words());

    private final FleetLanguage language = new FleetLanguage(
            new SmallRyeConfigBuilder().withMapping(QuerySettings.class).build().getConfigMapping(QuerySettings.class));

    FleetQuery read(String query) {
        return language.read(query, WORDS);
    }

    Condition condition(String query) {
        return read(query).condition();
    }

    private static Map<String, FieldType> words() {
        Map<String, FieldType> words = new LinkedHashMap<>();
        words.put("type", Simple.TEXT);
        words.put("status", new Word(Set.of("active", "inactive")));
        words.put("tags", Simple.TEXTS);
        words.put("info.firmware", Simple.TEXT);
        words.put("metadata.*", Simple.JSON);
        words.put("connected", Simple.BOOLEAN);
        words.put("lastSeen", Simple.TIME);
        words.put("group", Simple.MEMBERSHIP);
        words.put("location", Simple.PRESENCE);
        words.put("location.lat", Simple.NUMBER);
        return words;
    }
}
