package io.muster.kit.idempotency;

import java.time.Duration;

import jakarta.enterprise.context.ApplicationScoped;

import io.muster.kit.postgres.Lookups;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.Tuple;
import org.jspecify.annotations.Nullable;

/** The keys that were used, each with the answer its request got. */
@ApplicationScoped
class KeptAnswers {

    /** Takes a key that is free, whose answer is too old, or whose request is taken for dead. */
    private static final String CLAIM =
            """
            insert into idempotency_key as used (workspace, caller, key, fingerprint, taken_at)
            values ($1, $2, $3, $4, clock_timestamp())
            on conflict (workspace, caller, key) do update
                set fingerprint = excluded.fingerprint, taken_at = excluded.taken_at, status = null
                where used.taken_at < clock_timestamp()
                    - make_interval(secs => case when used.status is null then $5::float8 else $6::float8 end)
            returning true
            """;

    private static final String FIND =
            """
            select fingerprint, status, location, etag, body from idempotency_key
            where workspace = $1 and caller = $2 and key = $3
            """;

    private static final String KEEP =
            """
            update idempotency_key set status = $5, location = $6, etag = $7, body = $8
            where workspace = $1 and caller = $2 and key = $3 and fingerprint = $4 and status is null
            """;

    private static final String RELEASE =
            """
            delete from idempotency_key
            where workspace = $1 and caller = $2 and key = $3 and fingerprint = $4 and status is null
            """;

    private static final String FORGET =
            """
            delete from idempotency_key where ctid in (
                select ctid from idempotency_key where taken_at < clock_timestamp() - make_interval(secs => $1::float8)
                order by taken_at limit 100 for update skip locked)
            """;

    private final Lookups lookups;
    private final IdempotencySettings settings;

    KeptAnswers(Lookups lookups, IdempotencySettings settings) {
        this.lookups = lookups;
        this.settings = settings;
    }

    /**
     * Takes the key for this request.
     *
     * @return null if it is to be done now, otherwise the answer it got before; fails with an {@link
     *     IdempotencyRefusal} if the key is another request's, or the same request is still being done
     */
    Uni<@Nullable KeptAnswer> claim(KeyedRequest request) {
        return lookups.of(
                        CLAIM,
                        named(request)
                                .addString(request.fingerprint())
                                .addDouble(seconds(settings.lease()))
                                .addDouble(seconds(settings.kept())))
                .chain(taken -> taken.size() == 1 ? forgetOld().replaceWith((KeptAnswer) null) : find(request));
    }

    private Uni<KeptAnswer> find(KeyedRequest request) {
        return lookups.of(FIND, named(request)).map(rows -> {
            // Released since the claim: whoever held it is done, and has changed nothing.
            if (rows.size() == 0) {
                throw new IdempotencyRefusal.StillAtWork();
            }
            return answer(rows.iterator().next(), request);
        });
    }

    private static KeptAnswer answer(Row row, KeyedRequest request) {
        if (!row.getString("fingerprint").equals(request.fingerprint())) {
            throw new IdempotencyRefusal.KeyUsedBefore();
        }
        if (row.getInteger("status") == null) {
            throw new IdempotencyRefusal.StillAtWork();
        }
        return new KeptAnswer(
                row.getInteger("status"), row.getString("location"), row.getString("etag"), row.getString("body"));
    }

    Uni<Void> keep(KeyedRequest request, KeptAnswer answer) {
        return lookups.of(
                        KEEP,
                        named(request)
                                .addString(request.fingerprint())
                                .addInteger(answer.status())
                                .addString(answer.location())
                                .addString(answer.etag())
                                .addString(answer.body()))
                .replaceWithVoid();
    }

    /** Lets go of the key of a request that changed nothing. */
    Uni<Void> release(KeyedRequest request) {
        return lookups.of(RELEASE, named(request).addString(request.fingerprint()))
                .replaceWithVoid();
    }

    private Uni<Void> forgetOld() {
        return lookups.of(FORGET, Tuple.of(seconds(settings.kept()))).replaceWithVoid();
    }

    private static Tuple named(KeyedRequest request) {
        return Tuple.of(request.workspace(), request.caller(), request.key());
    }

    private static double seconds(Duration duration) {
        return duration.toMillis() / 1000.0;
    }
}
