package io.muster.kit.device;

import java.util.List;

import io.vertx.core.json.JsonArray;
import io.vertx.mutiny.sqlclient.Row;

/**
 * A device with the rights of the credential that it has shown.
 *
 * @param publish filters of the topics on which it may say something; empty for none
 */
public record Admitted(KnownDevice device, List<String> publish) {

    public Admitted {
        publish = List.copyOf(publish);
    }

    /** From a row with the device and a JSON column {@code publish}. */
    static Admitted of(Row row) {
        JsonArray filters = row.getJsonArray("publish");
        return new Admitted(
                KnownDevices.device(row), filters.stream().map(String::valueOf).toList());
    }
}
