package io.muster.registry.postgres;

import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Function;
import java.util.function.IntFunction;

import jakarta.enterprise.context.ApplicationScoped;

import io.muster.events.StateReported;
import io.muster.registry.device.Location;
import io.muster.registry.state.DeviceStates;
import io.smallrye.mutiny.Uni;
import io.vertx.core.json.JsonObject;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Tuple;
import org.jspecify.annotations.Nullable;

/** Last values, a row a device; one statement for any number of devices, past the ORM. The lock is the device's. */
@ApplicationScoped
class PostgresDeviceStates implements DeviceStates {

    private static final String KEEP =
            """
            with said as materialized (
                select s.device, s.workspace, s.revision, s.state::jsonb as state, s.last_seen, s.location::jsonb as location
                from unnest($1::text[], $2::text[], $3::bigint[], $4::text[], $5::timestamptz[], $6::text[])
                    as s (device, workspace, revision, state, last_seen, location)
                join device d on d.id = s.device and d.workspace = s.workspace
                order by d.id for no key update of d),
            kept as (
                insert into device_state as known (device, revision, values, last_seen)
                select device, revision, state, last_seen from said order by device
                on conflict (device) do update set
                    revision = excluded.revision, values = excluded.values, last_seen = excluded.last_seen
                where known.revision < excluded.revision
                returning device),
            flashed as (
                insert into timeline_entry (device, origin, workspace, at, type, detail)
                select said.device, 'state/' || said.revision, said.workspace, said.last_seen, 'firmware-changed',
                    jsonb_strip_nulls(jsonb_build_object(
                        'from', before.values #>> '{status,firmware}', 'to', said.state #>> '{status,firmware}'))
                from said join kept on kept.device = said.device
                left join device_state before on before.device = said.device
                where said.state #>> '{status,firmware}' is distinct from before.values #>> '{status,firmware}'
                    and said.state #>> '{status,firmware}' is not null
                on conflict do nothing),
            seen as (
                update device_connection c set last_seen = said.last_seen
                from said join kept on kept.device = said.device
                where c.device = said.device and (c.last_seen is null or c.last_seen < said.last_seen))
            update device d set location = said.location
            from said join kept on kept.device = said.device
            where d.id = said.device and said.location is not null
                and (d.location is null
                    or (d.location ->> 'timestamp')::timestamptz < (said.location ->> 'timestamp')::timestamptz)
            """;

    private final Pool pool;

    PostgresDeviceStates(Pool pool) {
        this.pool = pool;
    }

    @Override
    public Uni<Void> keep(Collection<StateReported> states) {
        return pool.preparedQuery(KEEP)
                .execute(Tuple.of(
                        column(states, StateReported::device, String[]::new),
                        column(states, StateReported::workspace, String[]::new),
                        column(states, StateReported::revision, Long[]::new),
                        column(states, PostgresDeviceStates::values, String[]::new),
                        column(states, state -> state.lastSeen().atOffset(ZoneOffset.UTC), OffsetDateTime[]::new),
                        column(states, PostgresDeviceStates::location, String[]::new)))
                .replaceWithVoid();
    }

    private static <T> Object column(
            Collection<StateReported> states, Function<StateReported, @Nullable T> value, IntFunction<T[]> array) {
        return states.stream().map(value).toArray(array);
    }

    private static String values(StateReported state) {
        Map<String, Object> channels = new LinkedHashMap<>();
        state.channels().forEach((channel, reading) -> channels.put(channel, reading.values()));
        return new JsonObject(channels).encode();
    }

    private static @Nullable String location(StateReported state) {
        StateReported.Location said = state.location();
        return said == null
                ? null
                : new JsonObject(
                                Locations.json(new Location(said.lat(), said.lng(), said.accuracy(), said.timestamp())))
                        .encode();
    }
}
