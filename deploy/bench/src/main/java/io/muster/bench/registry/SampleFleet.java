package io.muster.bench.registry;

import java.util.List;
import java.util.stream.IntStream;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;

/** Devices as a fleet has them: ten types, fifty tags in use, four versions of the firmware. */
final class SampleFleet {

    static final int TYPES = 10;

    private static final int TAGS = 50;
    private static final int FIRMWARES = 4;

    private final String prefix;

    /** @param prefix what tells this fleet's devices from another's */
    SampleFleet(String prefix) {
        this.prefix = prefix;
    }

    List<JsonObject> devices(int from, int to) {
        return IntStream.range(from, to).mapToObj(this::device).toList();
    }

    private JsonObject device(int n) {
        return new JsonObject()
                .put("deviceId", prefix + "-" + n)
                .put("type", "type_" + n % TYPES)
                .put("name", "Device number " + n)
                .put("description", "One of many, measured")
                .put(
                        "info",
                        new JsonObject()
                                .put("manufacturer", "Acme IoT")
                                .put("model", "GPS-Pro-2000")
                                .put("firmware", "1." + n % FIRMWARES + ".0")
                                .put("hardware", "v2")
                                .put("serialNumber", "SN" + n))
                .put("tags", new JsonArray(List.of("fleet", "tag_" + n % TAGS)))
                .put("metadata", new JsonObject().put("vehicleId", "TRUCK-" + n).put("region", "eu-" + n % 5));
    }
}
