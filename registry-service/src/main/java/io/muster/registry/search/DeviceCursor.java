package io.muster.registry.search;

import java.time.DateTimeException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

import io.muster.kit.paging.Cursor;
import io.muster.registry.device.Device;

/**
 * The place behind a device in a list of devices.
 *
 * @param page the number of the page that begins there
 * @param keys what the device is sorted by, a text each; times in ISO 8601
 * @param id of the device; it decides between equals
 */
public record DeviceCursor(DeviceSort sort, int page, List<String> keys, String id) {

    /** When a device was seen that never was. */
    private static final String NEVER = "-infinity";

    /** Postgres keeps no times before and after these. */
    private static final Instant EARLIEST = Instant.parse("0001-01-01T00:00:00Z");

    private static final Instant LATEST = Instant.parse("9999-12-31T23:59:59Z");
    private static final int BESIDE_KEYS = 3;

    public DeviceCursor {
        keys = List.copyOf(keys);
    }

    /** Behind the last device of a page. */
    public static DeviceCursor behind(DeviceCard last, DeviceSort sort, int page) {
        return new DeviceCursor(
                sort,
                page + 1,
                sort.keys().stream().map(key -> value(key.by(), last)).toList(),
                last.device().id().value());
    }

    /** Reads what {@link #cursor} wrote; refuses anything else. */
    public static DeviceCursor of(Cursor cursor) {
        List<String> values = cursor.values();
        if (values.size() <= BESIDE_KEYS) {
            throw Cursor.unknown();
        }
        DeviceSort sort = DeviceSort.parse(values.get(0)).orElseThrow(Cursor::unknown);
        List<String> keys = values.subList(BESIDE_KEYS, values.size());
        if (keys.size() != sort.keys().size() || !values.get(1).matches("\\d{1,9}")) {
            throw Cursor.unknown();
        }
        for (int i = 0; i < keys.size(); i++) {
            check(sort.keys().get(i).by(), keys.get(i));
        }
        return new DeviceCursor(sort, Integer.parseInt(values.get(1)), keys, values.get(2));
    }

    public Cursor cursor() {
        List<String> values = new ArrayList<>(List.of(sort.toString(), Integer.toString(page), id));
        values.addAll(keys);
        return new Cursor(values);
    }

    private static String value(DeviceSort.Field field, DeviceCard card) {
        Device device = card.device();
        return switch (field) {
            case CREATED_AT -> device.createdAt().toString();
            case UPDATED_AT -> device.updatedAt().toString();
            case DEVICE_ID -> device.deviceId();
            case NAME -> device.profile().name();
            case TYPE -> device.profile().type();
            case STATUS -> device.status().word();
            case LAST_SEEN ->
                Stream.ofNullable(card.connection().lastSeen())
                        .map(Instant::toString)
                        .findFirst()
                        .orElse(NEVER);
        };
    }

    private static void check(DeviceSort.Field field, String key) {
        boolean time =
                switch (field) {
                    case CREATED_AT, UPDATED_AT, LAST_SEEN -> true;
                    case DEVICE_ID, NAME, TYPE, STATUS -> false;
                };
        try {
            if (time && !key.equals(NEVER) && !isKept(Instant.parse(key))) {
                throw Cursor.unknown();
            }
        } catch (DateTimeException e) {
            throw Cursor.unknown();
        }
    }

    private static boolean isKept(Instant time) {
        return time.isAfter(EARLIEST) && time.isBefore(LATEST);
    }
}
