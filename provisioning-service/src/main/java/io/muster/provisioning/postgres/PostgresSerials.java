package io.muster.provisioning.postgres;

import java.util.HashSet;
import java.util.List;
import java.util.Set;

import jakarta.enterprise.context.ApplicationScoped;

import io.muster.kit.paging.Page;
import io.muster.kit.paging.PageRequest;
import io.muster.provisioning.serial.Serial;
import io.muster.provisioning.serial.Serials;
import io.muster.provisioning.serial.Terms;
import io.quarkus.hibernate.reactive.panache.Panache;
import io.smallrye.mutiny.Uni;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import org.jspecify.annotations.Nullable;

/** Serials, a row each. */
@ApplicationScoped
class PostgresSerials implements Serials {

    /** One statement for any number of serials, in the order of their names, so that nobody waits in a circle. */
    private static final String KEEP =
            """
            insert into serial as known
                (serial, workspace, type, group_path, policy, expires_at, created_by, created_at)
            select serial, workspace, type, group_path, policy, expires_at, created_by, created_at
            from jsonb_to_recordset(cast(cast(:serials as text) as jsonb)) as wanted (serial text, workspace text,
                type text, group_path text, policy text, expires_at timestamptz, created_by text, created_at timestamptz)
            order by serial
            on conflict (serial) do update set
                batch = null, type = excluded.type, group_path = excluded.group_path, policy = excluded.policy,
                expires_at = excluded.expires_at
            where known.workspace = excluded.workspace
            returning serial, xmax = 0
            """;

    @Override
    public Uni<Set<Kept>> keep(List<Serial> serials) {
        JsonArray wanted = new JsonArray();
        serials.forEach(serial -> wanted.add(json(serial)));
        return Panache.getSession()
                .chain(session -> session.createNativeQuery(KEEP, Object[].class)
                        .setParameter("serials", wanted.encode())
                        .getResultList())
                .map(rows -> {
                    Set<Kept> kept = new HashSet<>();
                    rows.forEach(row -> kept.add(new Kept((String) row[0], (Boolean) row[1])));
                    return kept;
                });
    }

    @Override
    public Uni<Void> keepIfNew(Serial serial) {
        return Panache.getSession()
                .chain(session -> session.createNativeQuery(
                                """
                                insert into serial
                                    (serial, workspace, batch, type, group_path, policy, expires_at, created_by, created_at)
                                values (:serial, :workspace, :batch, :type, :group, :policy, :expires, :by, :at)
                                on conflict (serial) do nothing
                                """)
                        .setParameter("serial", serial.text())
                        .setParameter("workspace", serial.workspace())
                        .setParameter("batch", serial.batch())
                        .setParameter("type", serial.terms().type())
                        .setParameter("group", serial.terms().group())
                        .setParameter("policy", serial.terms().policy().word())
                        .setParameter("expires", serial.terms().expiresAt())
                        .setParameter("by", serial.createdBy())
                        .setParameter("at", serial.createdAt())
                        .executeUpdate())
                .replaceWithVoid();
    }

    @Override
    public Uni<@Nullable Serial> lock(String serial) {
        return Panache.getSession()
                .chain(session -> session.createNativeQuery(
                                "select * from serial where serial = :serial for update", SerialRow.class)
                        .setParameter("serial", serial)
                        .getSingleResultOrNull())
                .map(row -> row == null ? null : row.serial());
    }

    @Override
    public Uni<Void> save(Serial registered) {
        return SerialRow.<SerialRow>findById(registered.text())
                .invoke(row -> row.take(registered))
                .replaceWithVoid();
    }

    @Override
    public Uni<@Nullable Serial> find(String workspace, String serial) {
        return SerialRow.<SerialRow>find("serial = ?1 and workspace = ?2", serial, workspace)
                .firstResult()
                .map(row -> row == null ? null : row.serial());
    }

    @Override
    public Uni<Page<Serial>> page(String workspace, PageRequest page) {
        return SerialRow.count("workspace", workspace).chain(total -> SerialRow.<SerialRow>find(
                        "workspace = ?1 order by serial", workspace)
                .range(page.offset(), page.offset() + page.limit() - 1)
                .list()
                .map(rows -> new Page<>(rows.stream().map(SerialRow::serial).toList(), total, page)));
    }

    @Override
    public Uni<Boolean> remove(String workspace, String serial) {
        return SerialRow.delete("serial = ?1 and workspace = ?2", serial, workspace)
                .map(removed -> removed == 1);
    }

    @Override
    public Uni<Void> forgetDevice(String device) {
        return SerialRow.update("device = null where device = ?1", device).replaceWithVoid();
    }

    private static JsonObject json(Serial serial) {
        Terms terms = serial.terms();
        return new JsonObject()
                .put("serial", serial.text())
                .put("workspace", serial.workspace())
                .put("type", terms.type())
                .put("group_path", terms.group())
                .put("policy", terms.policy().word())
                .put("expires_at", terms.expiresAt())
                .put("created_by", serial.createdBy())
                .put("created_at", serial.createdAt());
    }
}
