package io.muster.registry.search;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

import jakarta.enterprise.context.ApplicationScoped;

import io.muster.kit.query.FieldType;
import io.muster.kit.query.FieldType.Simple;
import io.muster.kit.query.FleetLanguage;
import io.muster.kit.query.FleetQuery;
import io.muster.kit.query.Vocabulary;
import io.muster.registry.device.DeviceInfo;
import io.muster.registry.device.DeviceStatus;

/** The fleet query language with the words for what the registry knows of a device. */
@ApplicationScoped
public class DeviceLanguage {

    static final Vocabulary WORDS = Vocabulary.of(words());

    private final FleetLanguage language;

    DeviceLanguage(FleetLanguage language) {
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
        words.put("status", new FieldType.Word(statuses()));
        words.put("tags", Simple.TEXTS);
        words.put("group", Simple.MEMBERSHIP);
        // The group and those inside of it.
        words.put("groupTree", Simple.MEMBERSHIP);
        words.put("connected", Simple.BOOLEAN);
        for (String time : new String[] {"lastSeen", "lastConnected", "createdAt", "updatedAt"}) {
            words.put(time, Simple.TIME);
        }
        DeviceInfo.FIELDS.forEach(field -> words.put("info." + field, Simple.TEXT));
        words.put("metadata.*", Simple.JSON);
        words.put("values.*", Simple.JSON);
        words.put("location", Simple.PRESENCE);
        words.put("location.lat", Simple.NUMBER);
        words.put("location.lng", Simple.NUMBER);
        words.put("location.accuracy", Simple.NUMBER);
        words.put("location.timestamp", Simple.TIME);
        // Name, deviceId and description together.
        words.put("text", Simple.TEXT);
        return words;
    }

    private static Set<String> statuses() {
        return Arrays.stream(DeviceStatus.values()).map(DeviceStatus::word).collect(Collectors.toSet());
    }
}
