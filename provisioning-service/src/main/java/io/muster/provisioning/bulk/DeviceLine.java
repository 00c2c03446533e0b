package io.muster.provisioning.bulk;

import java.util.EnumMap;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

import io.muster.provisioning.bulk.Column.ExternalId;
import io.muster.provisioning.bulk.Column.Known;
import io.muster.provisioning.bulk.Column.Property;

/**
 * One line of a file, its values sorted by what they mean.
 *
 * @param row as a spreadsheet counts: the first line is 1
 */
record DeviceLine(long row, Map<Known, String> known, Map<String, String> externalIds, Map<String, Object> properties) {

    private static final Set<Known> SECRETS = EnumSet.of(Known.CREDENTIALS, Known.ENROLLMENT_OTP);

    static DeviceLine of(long row, Header header, List<String> values) {
        Map<Known, String> known = new EnumMap<>(Known.class);
        Map<String, String> externalIds = new LinkedHashMap<>();
        Map<String, Object> properties = new LinkedHashMap<>();
        for (int i = 0; i < values.size() && i < header.columns().size(); i++) {
            String value = values.get(i).strip();
            Column column = header.columns().get(i);
            if (value.isEmpty()) {
                continue;
            }
            if (column instanceof Known one) {
                // A password may begin or end with a space.
                known.put(one, SECRETS.contains(one) ? values.get(i) : value);
            } else if (column instanceof ExternalId other) {
                externalIds.put(other.type(), value);
            } else if (column instanceof Property property) {
                put(properties, property.path(), value);
            }
        }
        return new DeviceLine(row, known, externalIds, properties);
    }

    @SuppressWarnings("unchecked") // The header has no property that is both a text and an object.
    private static void put(Map<String, Object> properties, List<String> path, String value) {
        Map<String, Object> parent = properties;
        for (String level : path.subList(0, path.size() - 1)) {
            parent = (Map<String, Object>) parent.computeIfAbsent(level, made -> new LinkedHashMap<String, Object>());
        }
        parent.put(path.get(path.size() - 1), value);
    }

    Optional<String> value(Known column) {
        return Optional.ofNullable(known.get(column));
    }

    /** What the platform keeps of the device, in Cumulocity's words where it has some. */
    Map<String, Object> metadata() {
        Map<String, Object> metadata = new HashMap<>(properties);
        value(Known.ICCID)
                .ifPresent(iccid -> metadata.merge(Column.MOBILE, Map.of("iccid", iccid), DeviceLine::joined));
        if (value(Known.SHELL).filter("1"::equals).isPresent()) {
            metadata.put(Column.OPERATIONS, List.of("c8y_Command"));
        }
        Map<String, Object> names = new LinkedHashMap<>(externalIds);
        value(Known.ID).ifPresent(id -> names.put(value(Known.IDTYPE).orElse("c8y_Serial"), id));
        metadata.merge(Column.EXTERNAL_IDS, names, DeviceLine::joined);
        return metadata;
    }

    /** The header has seen to it that both are objects, and that neither says what the other says. */
    private static Object joined(Object one, Object other) {
        Map<Object, Object> both = new LinkedHashMap<>((Map<?, ?>) one);
        both.putAll((Map<?, ?>) other);
        return both;
    }

    /** As it is shown when it fails: without its secrets. */
    @Override
    public String toString() {
        return "DeviceInfo{id='" + known.getOrDefault(Known.ID, "") + "', credentials='"
                + (known.containsKey(Known.CREDENTIALS) ? "***" : "") + "', tenant='"
                + known.getOrDefault(Known.TENANT, "") + "'}";
    }
}
