package io.muster.provisioning.postgres;

import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.stream.StreamSupport;

import jakarta.enterprise.context.ApplicationScoped;

import io.muster.provisioning.authority.Leaf;
import io.muster.provisioning.authority.RevokedCertificates;
import io.muster.provisioning.authority.Withdrawal;
import io.quarkus.hibernate.reactive.panache.Panache;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.Tuple;

@ApplicationScoped
class PostgresRevokedCertificates implements RevokedCertificates {

    private static final String ADD =
            """
            insert into revoked_certificate as known (workspace, authority, serial, revoked_at, not_after)
            values (:workspace, :authority, :serial, :at, :notAfter)
            on conflict (workspace, authority, serial)
                do update set revoked_at = least(known.revoked_at, excluded.revoked_at)
            """;
    private static final String FORGET =
            """
            delete from revoked_certificate where (workspace, authority, serial) in (
                select workspace, authority, serial from revoked_certificate where not_after <= now() limit 100
                for update skip locked)
            """;
    private static final String OF =
            """
            select authority, serial, revoked_at, not_after from revoked_certificate
            where workspace = $1 and authority = $2 and revoked_at <= $3 and not_after > $3
            order by revoked_at desc limit $4
            """;

    private final Pool pool;

    PostgresRevokedCertificates(Pool pool) {
        this.pool = pool;
    }

    @Override
    public Uni<Void> add(String workspace, List<Withdrawal> withdrawals) {
        if (withdrawals.isEmpty()) {
            return Uni.createFrom().voidItem();
        }
        return Panache.getSession()
                .chain(session -> session.createNativeQuery(FORGET).executeUpdate())
                .chain(() -> addAll(workspace, withdrawals));
    }

    private static Uni<Void> addAll(String workspace, List<Withdrawal> withdrawals) {
        return Multi.createFrom()
                .iterable(withdrawals)
                .onItem()
                .transformToUniAndConcatenate(withdrawal -> add(workspace, withdrawal))
                .collect()
                .last()
                .replaceWithVoid();
    }

    @Override
    public Uni<List<Withdrawal>> of(String workspace, String authority, Instant now, int most) {
        return pool.preparedQuery(OF)
                .execute(Tuple.of(workspace, authority, now.atOffset(ZoneOffset.UTC), most))
                .map(rows -> StreamSupport.stream(rows.spliterator(), false)
                        .map(PostgresRevokedCertificates::withdrawal)
                        .toList());
    }

    private static Uni<Integer> add(String workspace, Withdrawal withdrawal) {
        Leaf leaf = withdrawal.leaf();
        return Panache.getSession().chain(session -> session.createNativeQuery(ADD)
                .setParameter("workspace", workspace)
                .setParameter("authority", leaf.authority())
                .setParameter("serial", leaf.serial())
                .setParameter("at", withdrawal.at())
                .setParameter("notAfter", leaf.notAfter())
                .executeUpdate());
    }

    private static Withdrawal withdrawal(Row row) {
        return new Withdrawal(
                new Leaf(
                        row.getString("authority"),
                        row.getString("serial"),
                        row.getOffsetDateTime("not_after").toInstant()),
                row.getOffsetDateTime("revoked_at").toInstant());
    }
}
