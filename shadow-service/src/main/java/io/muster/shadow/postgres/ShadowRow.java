package io.muster.shadow.postgres;

import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;

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
import org.jspecify.annotations.Nullable;

/** How a shadow stands in the table. */
final class ShadowRow {

    private static final List<String> NAMES = List.of(
            "device",
            "workspace",
            "name",
            "version",
            "desired_version",
            "desired",
            "desired_at",
            "desired_meta",
            "reported",
            "reported_at",
            "reported_meta",
            "policy",
            "rejected");

    static final String COLUMNS = String.join(", ", NAMES);

    private ShadowRow() {}

    /** The columns where other tables have some of the same name. */
    static String columnsOf(String table) {
        return NAMES.stream().map(name -> table + "." + name).collect(Collectors.joining(", "));
    }

    static Shadow read(Row row) {
        return new Shadow(
                new ShadowId(row.getString("workspace"), row.getString("device"), row.getString("name")),
                row.getLong("version"),
                row.getLong("desired_version"),
                side(row, "desired", Source.PERSON),
                side(row, "reported", Source.DEVICE),
                policies(row.get(JsonObject.class, "policy").getMap()),
                rejections(row.get(JsonObject.class, "rejected").getMap()));
    }

    /**
     * The values of many shadows: device, workspace, name, and the columns from {@code version} on in their order, but
     * {@code desired_version}; all JSON as text.
     */
    static List<Object> arrays(Collection<Shadow> shadows) {
        return List.of(
                texts(shadows, Shadow::device),
                texts(shadows, Shadow::workspace),
                texts(shadows, shadow -> shadow.id().name()),
                shadows.stream().map(Shadow::version).toArray(Long[]::new),
                texts(shadows, shadow -> json(shadow.desired())),
                times(shadows, Shadow::desired),
                texts(shadows, shadow -> stamps(shadow.desired())),
                texts(shadows, shadow -> json(shadow.reported())),
                times(shadows, Shadow::reported),
                texts(shadows, shadow -> stamps(shadow.reported())),
                texts(shadows, shadow -> policies(shadow).encode()),
                texts(shadows, shadow -> rejections(shadow).encode()));
    }

    private static String[] texts(Collection<Shadow> shadows, Function<Shadow, @Nullable String> text) {
        return shadows.stream().map(text).toArray(String[]::new);
    }

    private static OffsetDateTime[] times(Collection<Shadow> shadows, Function<Shadow, Side> side) {
        return shadows.stream().map(shadow -> time(side.apply(shadow))).toArray(OffsetDateTime[]::new);
    }

    private static @Nullable String stamps(Side side) {
        @Nullable JsonArray stamps = SideJson.stamps(side.root());
        return stamps == null ? null : stamps.encode();
    }

    private static String json(Side side) {
        return new JsonObject(side.state().values()).encode();
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
