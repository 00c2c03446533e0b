package io.muster.shadow.postgres;

import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

import io.muster.shadow.document.Node;
import io.muster.shadow.document.Policy;
import io.muster.shadow.document.Rejection;
import io.muster.shadow.document.Shadow;
import io.muster.shadow.document.ShadowId;
import io.muster.shadow.document.Side;
import io.muster.shadow.document.Source;
import io.muster.shadow.document.Stamp;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.Tuple;
import org.jspecify.annotations.Nullable;

/** How a shadow stands in the table. */
final class ShadowRow {

    static final String COLUMNS =
            """
            device, workspace, name, version, desired, desired_at, desired_meta, reported, reported_at, reported_meta,
                policy, rejected\
            """;

    private ShadowRow() {}

    static Shadow read(Row row) {
        return new Shadow(
                new ShadowId(row.getString("workspace"), row.getString("device"), row.getString("name")),
                row.getLong("version"),
                side(row, "desired", Source.PERSON),
                side(row, "reported", Source.DEVICE),
                policies(row.get(JsonObject.class, "policy").getMap()),
                rejections(row.get(JsonObject.class, "rejected").getMap()));
    }

    /** Device, name, and the columns from {@code version} on in their order; more may follow. */
    static Tuple tuple(Shadow shadow, Object... more) {
        List<@Nullable Object> values = new ArrayList<>(Arrays.asList(
                shadow.device(),
                shadow.id().name(),
                shadow.version(),
                json(shadow.desired()),
                time(shadow.desired()),
                SideJson.stamps(shadow.desired().root()),
                json(shadow.reported()),
                time(shadow.reported()),
                SideJson.stamps(shadow.reported().root()),
                policies(shadow),
                rejections(shadow)));
        values.addAll(Arrays.asList(more));
        return Tuple.from(values);
    }

    private static JsonObject json(Side side) {
        return new JsonObject(side.state().values());
    }

    private static @Nullable OffsetDateTime time(Side side) {
        Instant at = side.changedAt();
        return at == null ? null : at.atOffset(ZoneOffset.UTC);
    }

    private static JsonObject policies(Shadow shadow) {
        JsonObject policies = new JsonObject();
        shadow.policies().forEach((name, policy) -> policies.put(name, policy.text()));
        return policies;
    }

    private static Map<String, Policy> policies(Map<String, Object> json) {
        Map<String, Policy> policies = new HashMap<>();
        json.forEach((name, text) -> Policy.of((String) text).ifPresent(policy -> policies.put(name, policy)));
        return policies;
    }

    private static JsonObject rejections(Shadow shadow) {
        JsonObject rejections = new JsonObject();
        shadow.rejected()
                .forEach((name, rejection) -> rejections.put(
                        name,
                        new JsonArray()
                                .add(rejection.reason())
                                .add(rejection.at().toString())));
        return rejections;
    }

    private static Map<String, Rejection> rejections(Map<String, Object> json) {
        Map<String, Rejection> rejections = new HashMap<>();
        json.forEach((name, pair) -> {
            List<?> reasonAndTime = (List<?>) pair;
            rejections.put(
                    name, new Rejection((String) reasonAndTime.get(0), Instant.parse((String) reasonAndTime.get(1))));
        });
        return rejections;
    }

    private static Side side(Row row, String column, Source source) {
        Map<String, @Nullable Object> values = row.get(JsonObject.class, column).getMap();
        @Nullable JsonArray stamps = row.get(JsonArray.class, column + "_meta");
        @Nullable OffsetDateTime time = row.getOffsetDateTime(column + "_at");
        @Nullable Instant at = time == null ? null : time.toInstant();
        Node root = stamps == null
                ? SideJson.of(values, new Stamp(at == null ? Instant.EPOCH : at, source))
                : SideJson.of(values, stamps);
        return new Side(root, at);
    }
}
