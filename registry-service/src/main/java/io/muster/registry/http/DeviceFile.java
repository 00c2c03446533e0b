package io.muster.registry.http;

import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.ws.rs.core.HttpHeaders;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.muster.kit.csv.QuotedRows;
import io.muster.registry.connection.Connection;
import io.muster.registry.device.Device;
import io.muster.registry.device.DeviceInfo;
import io.muster.registry.device.Location;
import io.muster.registry.search.DeviceCard;
import io.smallrye.mutiny.Multi;
import org.jboss.resteasy.reactive.RestMulti;
import org.jspecify.annotations.Nullable;

/**
 * Devices as a file, written batch by batch as the caller reads. If it cannot be written to its end, the connection is
 * reset, so that nobody takes a part for the whole.
 */
@ApplicationScoped
class DeviceFile {

    private static final List<String> INFO = List.copyOf(DeviceInfo.FIELDS);

    private final ObjectMapper json;

    DeviceFile(ObjectMapper json) {
        this.json = json;
    }

    /** RFC 4180, with a line of headings. */
    RestMulti<byte[]> csv(Multi<List<DeviceCard>> batches) {
        Multi<String> headings = Multi.createFrom().item(DeviceFile::headings);
        Multi<String> parts = Multi.createBy().concatenating().streams(headings, batches.map(this::rows));
        return file("text/csv", "devices.csv", parts);
    }

    /** A JSON document on each line, as a page would have it; the framework ends the last line of each part. */
    RestMulti<byte[]> lines(Multi<List<DeviceCard>> batches) {
        Multi<String> parts = batches.filter(cards -> !cards.isEmpty()).map(this::documents);
        return file("application/x-ndjson", "devices.ndjson", parts);
    }

    private static RestMulti<byte[]> file(String type, String name, Multi<String> parts) {
        return RestMulti.fromMultiData(parts.map(part -> part.getBytes(StandardCharsets.UTF_8)))
                .header(HttpHeaders.CONTENT_TYPE, type + ";charset=UTF-8")
                .header(HttpHeaders.CONTENT_DISPOSITION, "attachment; filename=\"" + name + "\"")
                .build();
    }

    private String documents(List<DeviceCard> cards) {
        return cards.stream().map(card -> text(DeviceView.of(card))).collect(Collectors.joining("\n"));
    }

    private static String headings() {
        Stream<String> more = Stream.of(
                "tags",
                "connected",
                "lastSeen",
                "lastConnected",
                "ipAddress",
                "lat",
                "lng",
                "accuracy",
                "metadata",
                "createdAt",
                "updatedAt");
        Stream<String> names = Stream.of("id", "deviceId", "type", "name", "description", "status");
        Object[] row =
                Stream.of(names, INFO.stream(), more).flatMap(part -> part).toArray();
        return QuotedRows.of(List.<Object[]>of(row));
    }

    private String rows(List<DeviceCard> cards) {
        return QuotedRows.of(cards.stream().map(this::row).toList());
    }

    private Object[] row(DeviceCard card) {
        Device device = card.device();
        Connection connection = card.connection();
        Location place = device.profile().location();
        Stream<@Nullable Object> values = Stream.of(
                QuotedRows.safe(String.join(",", device.profile().tags())),
                connection.connected(),
                time(connection.lastSeen()),
                time(connection.lastConnected()),
                connection.ipAddress(),
                place == null ? null : place.lat(),
                place == null ? null : place.lng(),
                place == null ? null : place.accuracy(),
                text(device.profile().metadata()),
                device.createdAt(),
                device.updatedAt());
        Stream<@Nullable Object> names = Stream.of(
                device.id().value(),
                QuotedRows.safe(device.deviceId()),
                QuotedRows.safe(device.profile().type()),
                QuotedRows.safe(device.profile().name()),
                QuotedRows.safe(device.profile().description()),
                device.status().word());
        Stream<@Nullable Object> info = INFO.stream()
                .map(field -> QuotedRows.safe(device.profile().info().known().get(field)));
        return Stream.of(names, info, values).flatMap(part -> part).toArray();
    }

    private static String time(@Nullable Instant time) {
        return Objects.toString(time, "");
    }

    private String text(Object value) {
        try {
            return json.writeValueAsString(value);
        } catch (JsonProcessingException e) {
            throw new UncheckedIOException(e);
        }
    }
}
