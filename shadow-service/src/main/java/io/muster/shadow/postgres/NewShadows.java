package io.muster.shadow.postgres;

import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import jakarta.enterprise.context.ApplicationScoped;

import io.muster.kit.device.DeviceUnknown;
import io.muster.shadow.change.ShadowRefusal.TooManyNames;
import io.muster.shadow.document.Shadow;
import io.muster.shadow.document.ShadowId;
import io.muster.shadow.document.ShadowLimits;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.SqlClient;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;

/** Shadows of which there is no row yet. */
@ApplicationScoped
class NewShadows {

    /** Makes a deletion wait, so that its purge finds the row; and who else makes a shadow of the device. */
    private static final String LOCK_DEVICES =
            """
            select known.id, known.workspace
            from unnest($1::text[], $2::text[]) as asked (device, workspace)
            join known_device known on known.id = asked.device and known.workspace = asked.workspace
            where not known.deleted order by known.id for no key update of known
            """;

    private static final String COUNT_NAMED =
            """
            select device, count(*) as names from shadow where device = any($1) and name <> '' group by device
            """;
    /** A name that was given up makes room, with its past; the one that was given up first. */
    private static final String GIVE_UP =
            """
            with gone as (
                delete from shadow where device = $1 and name = (
                    select name from shadow
                    where device = $1 and name <> all ($2) and desired::text = '{}' and reported::text = '{}'
                    order by greatest(desired_at, reported_at) nulls first limit 1)
                    and desired::text = '{}' and reported::text = '{}'
                returning device, name, version),
            noted as (
                insert into given_up_shadow as before (device, version) select device, version from gone
                on conflict (device) do update set version = greatest(before.version, excluded.version)),
            forgotten as (
                delete from shadow_version past using gone where past.device = gone.device and past.name = gone.name),
            settled as (
                delete from due_delta due using gone where due.device = gone.device and due.name = gone.name)
            select name from gone
            """;

    private static final String FIRST_VERSIONS = "select device, version from given_up_shadow where device = any($1)";

    private final ShadowLimits limits;

    NewShadows(ShadowLimits limits) {
        this.limits = limits;
    }

    /**
     * Locks what there is to lock in their place, and what somebody has made of them meanwhile.
     *
     * @param missing those that had no row
     * @param changed all that are changed in the transaction
     */
    Uni<Map<ShadowId, LockedShadow>> lock(
            SqlConnection transaction, Collection<ShadowId> missing, Collection<ShadowId> changed) {
        return lockDevices(transaction, missing).chain(devices -> ShadowLocks.lock(transaction, missing)
                .invoke(locked -> leaveOutUnknown(locked, missing, devices))
                .call(locked -> makeRoom(transaction, locked, missing, changed))
                .call(locked -> begin(transaction, locked, missing)));
    }

    private static Uni<Void> begin(
            SqlConnection transaction, Map<ShadowId, LockedShadow> locked, Collection<ShadowId> missing) {
        List<ShadowId> fresh =
                missing.stream().filter(id -> !locked.containsKey(id)).toList();
        return versionsBefore(transaction, fresh)
                .invoke(versions -> fresh.forEach(id ->
                        locked.put(id, LockedShadow.untouched(Shadow.untouched(id, versions.getOrDefault(id, 0L))))))
                .replaceWithVoid();
    }

    /** Where shadows begin that have no row; those that are missing begin at 0. */
    static Uni<Map<ShadowId, Long>> versionsBefore(SqlClient client, Collection<ShadowId> ids) {
        List<ShadowId> named = ids.stream().filter(ShadowId::isNamed).toList();
        if (named.isEmpty()) {
            return Uni.createFrom().item(Map.of());
        }
        return client.preparedQuery(FIRST_VERSIONS)
                .execute(Tuple.of(named.stream().map(ShadowId::device).toArray(String[]::new)))
                .map(rows -> {
                    Map<String, Long> byDevice = new HashMap<>();
                    rows.forEach(row -> byDevice.put(row.getString("device"), row.getLong("version")));
                    return named.stream()
                            .filter(id -> byDevice.containsKey(id.device()))
                            .collect(Collectors.toMap(id -> id, id -> byDevice.get(id.device())));
                });
    }

    private static Uni<Set<ShadowId>> lockDevices(SqlConnection transaction, Collection<ShadowId> missing) {
        return transaction
                .preparedQuery(LOCK_DEVICES)
                .execute(Tuple.of(
                        missing.stream().map(ShadowId::device).toArray(String[]::new),
                        missing.stream().map(ShadowId::workspace).toArray(String[]::new)))
                .map(rows -> rows.stream()
                        .map(row -> ShadowId.of(row.getString("workspace"), row.getString("id")))
                        .collect(Collectors.toSet()));
    }

    private static void leaveOutUnknown(
            Map<ShadowId, LockedShadow> locked, Collection<ShadowId> missing, Set<ShadowId> devices) {
        missing.stream()
                .filter(id -> !devices.contains(ShadowId.of(id.workspace(), id.device())))
                .forEach(id -> locked.put(id, LockedShadow.refused(id, new DeviceUnknown(id.device()))));
    }

    private Uni<Void> makeRoom(
            SqlConnection transaction,
            Map<ShadowId, LockedShadow> locked,
            Collection<ShadowId> missing,
            Collection<ShadowId> changed) {
        List<ShadowId> named = missing.stream()
                .filter(id -> id.isNamed() && !locked.containsKey(id))
                .toList();
        return named.isEmpty()
                ? Uni.createFrom().voidItem()
                : countNamed(transaction, named).chain(names -> Multi.createFrom()
                        .iterable(named)
                        .onItem()
                        .transformToUniAndConcatenate(
                                id -> hasRoom(transaction, id, names, changed).invoke(room -> {
                                    if (!room) {
                                        locked.put(id, LockedShadow.refused(id, new TooManyNames(limits.maxNames())));
                                    }
                                }))
                        .collect()
                        .last()
                        .replaceWithVoid());
    }

    private static Uni<Map<String, Long>> countNamed(SqlConnection transaction, List<ShadowId> named) {
        return transaction
                .preparedQuery(COUNT_NAMED)
                .execute(Tuple.of(named.stream().map(ShadowId::device).toArray(String[]::new)))
                .map(rows -> {
                    Map<String, Long> names = new HashMap<>();
                    rows.forEach(row -> names.put(row.getString("device"), row.getLong("names")));
                    return names;
                });
    }

    /** @param names how many each device has; those that are made here count, too */
    private Uni<Boolean> hasRoom(
            SqlConnection transaction, ShadowId id, Map<String, Long> names, Collection<ShadowId> changed) {
        if (names.merge(id.device(), 1L, Long::sum) <= limits.maxNames()) {
            return Uni.createFrom().item(true);
        }
        String[] needed = Stream.concat(
                        Stream.of(""),
                        changed.stream()
                                .filter(other -> other.device().equals(id.device()))
                                .map(ShadowId::name))
                .toArray(String[]::new);
        return transaction
                .preparedQuery(GIVE_UP)
                .execute(Tuple.of(id.device(), needed))
                .map(gone -> gone.rowCount() > 0)
                .invoke(() -> names.merge(id.device(), -1L, Long::sum));
    }
}
