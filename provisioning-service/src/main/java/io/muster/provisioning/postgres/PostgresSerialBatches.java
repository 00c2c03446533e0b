package io.muster.provisioning.postgres;

import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;

import jakarta.enterprise.context.ApplicationScoped;

import io.muster.kit.paging.Page;
import io.muster.kit.paging.PageRequest;
import io.muster.provisioning.serial.SerialBatch;
import io.muster.provisioning.serial.SerialBatches;
import io.muster.provisioning.serial.SerialPolicy;
import io.muster.provisioning.serial.Terms;
import io.muster.provisioning.vault.Vault;
import io.smallrye.mutiny.Uni;
import io.vertx.core.buffer.Buffer;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.RowSet;
import io.vertx.mutiny.sqlclient.Tuple;
import org.jspecify.annotations.Nullable;

/** Batches with their keys sealed. */
@ApplicationScoped
class PostgresSerialBatches implements SerialBatches {

    private static final String ADD =
            """
            insert into serial_batch (id, workspace, key, type, group_path, policy, expires_at, created_by, created_at)
            values ($1, $2, $3, $4, $5, $6, $7, $8, $9)
            """;
    private static final String FIND = "select * from serial_batch where id = $1";
    private static final String PAGE =
            "select *, count(*) over () as total from serial_batch where workspace = $1 order by id desc limit $2 offset $3";
    private static final String REMOVE = "delete from serial_batch where workspace = $1 and id = $2";

    private final Pool pool;
    private final Vault vault;

    PostgresSerialBatches(Pool pool, Vault vault) {
        this.pool = pool;
        this.vault = vault;
    }

    @Override
    public Uni<Void> add(SerialBatch batch) {
        Terms terms = batch.terms();
        return pool.preparedQuery(ADD)
                .execute(Tuple.from(new Object[] {
                    batch.id(),
                    batch.workspace(),
                    Buffer.buffer(vault.seal(purpose(batch.id()), batch.key())),
                    terms.type(),
                    terms.group(),
                    terms.policy().word(),
                    offset(terms.expiresAt()),
                    batch.createdBy(),
                    offset(batch.createdAt())
                }))
                .replaceWithVoid();
    }

    @Override
    public Uni<@Nullable SerialBatch> find(String id) {
        return pool.preparedQuery(FIND)
                .execute(Tuple.of(id))
                .map(rows -> rows.size() == 0 ? null : batch(rows.iterator().next()));
    }

    @Override
    public Uni<Page<SerialBatch>> page(String workspace, PageRequest page) {
        return pool.preparedQuery(PAGE)
                .execute(Tuple.of(workspace, page.limit(), page.offset()))
                .map(rows -> page(rows, page));
    }

    @Override
    public Uni<Boolean> remove(String workspace, String id) {
        return pool.preparedQuery(REMOVE).execute(Tuple.of(workspace, id)).map(rows -> rows.rowCount() == 1);
    }

    private Page<SerialBatch> page(RowSet<Row> rows, PageRequest page) {
        List<SerialBatch> batches = new ArrayList<>();
        long total = 0;
        for (Row row : rows) {
            batches.add(batch(row));
            total = row.getLong("total");
        }
        return new Page<>(batches, total, page);
    }

    private SerialBatch batch(Row row) {
        OffsetDateTime expiresAt = row.getOffsetDateTime("expires_at");
        return new SerialBatch(
                row.getString("id"),
                row.getString("workspace"),
                vault.open(purpose(row.getString("id")), row.getBuffer("key").getBytes()),
                new Terms(
                        row.getString("type"),
                        row.getString("group_path"),
                        expiresAt == null ? null : expiresAt.toInstant(),
                        SerialPolicy.named(row.getString("policy")).orElseThrow()),
                row.getString("created_by"),
                row.getOffsetDateTime("created_at").toInstant());
    }

    private static @Nullable OffsetDateTime offset(@Nullable Instant time) {
        return time == null ? null : time.atOffset(ZoneOffset.UTC);
    }

    private static String purpose(String id) {
        return "serial-batch:" + id;
    }
}
