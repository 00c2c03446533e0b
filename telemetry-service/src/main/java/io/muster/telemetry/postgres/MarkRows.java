package io.muster.telemetry.postgres;

import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

import io.muster.telemetry.reading.Place;
import io.muster.telemetry.reading.Reading;
import io.vertx.core.json.Json;
import io.vertx.mutiny.sqlclient.Tuple;
import org.jspecify.annotations.Nullable;

/** The devices of which there is something new to say, when they were last heard and where, as the columns of one insert. */
final class MarkRows {

    /**
     * A mark locks its row also where it was there before. Who says what is marked does so under the same lock, and so
     * either sees these readings or is followed by their mark.
     */
    static final String PUT =
            """
            insert into device_state as known (device, workspace, last_seen, location, located_at)
            select device, workspace, last_seen, location::jsonb, located_at
            from unnest($1::text[], $2::text[], $3::timestamptz[], $4::text[], $5::timestamptz[])
                as item (device, workspace, last_seen, location, located_at)
            on conflict (device) do update set
                due = true, last_seen = greatest(known.last_seen, excluded.last_seen),
                location = case when excluded.located_at >= coalesce(known.located_at, '-infinity')
                    then excluded.location else known.location end,
                located_at = greatest(known.located_at, excluded.located_at)
            """;

    private MarkRows() {}

    private static final class Mark {
        private final String workspace;
        private Instant lastSeen = Instant.MIN;
        private @Nullable Reading located;
        private @Nullable Place place;

        Mark(String workspace) {
            this.workspace = workspace;
        }

        void add(Reading reading) {
            lastSeen = reading.saidAt().isAfter(lastSeen) ? reading.saidAt() : lastSeen;
            Optional<Place> here = Place.of(reading.values());
            if (here.isPresent() && (located == null || Reading.BY_TIME.compare(reading, located) >= 0)) {
                located = reading;
                place = here.get();
            }
        }
    }

    static Tuple of(List<Reading> readings) {
        Map<String, Mark> marks = new TreeMap<>();
        for (Reading reading : readings) {
            marks.computeIfAbsent(reading.device(), device -> new Mark(reading.workspace()))
                    .add(reading);
        }
        return columns(marks);
    }

    private static Tuple columns(Map<String, Mark> marks) {
        int count = marks.size();
        String[] devices = marks.keySet().toArray(String[]::new);
        String[] workspaces = new String[count];
        OffsetDateTime[] lastSeen = new OffsetDateTime[count];
        @Nullable String[] places = new String[count];
        @Nullable OffsetDateTime[] locatedAt = new OffsetDateTime[count];
        int i = 0;
        for (Mark mark : marks.values()) {
            workspaces[i] = mark.workspace;
            lastSeen[i] = Times.utc(mark.lastSeen);
            if (mark.located != null) {
                places[i] = Json.encode(mark.place);
                locatedAt[i] = Times.utc(mark.located.timestamp());
            }
            i++;
        }
        return Tuple.of(devices, workspaces, lastSeen, places, locatedAt);
    }
}
