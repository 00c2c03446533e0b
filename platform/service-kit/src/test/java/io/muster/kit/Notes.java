package io.muster.kit;

import java.time.Instant;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.LockModeType;

import io.muster.events.MembershipEvent.MemberRemoved;
import io.muster.events.ShadowEvent.DesiredChanged;
import io.muster.kit.outbox.Outbox;
import io.quarkus.hibernate.reactive.panache.Panache;
import io.quarkus.hibernate.reactive.panache.common.WithTransaction;
import io.smallrye.mutiny.Uni;

/** A use case as services have them: changes a row and says so. */
@ApplicationScoped
class Notes {

    private final Outbox outbox;

    Notes(Outbox outbox) {
        this.outbox = outbox;
    }

    @WithTransaction
    Uni<Void> write(String workspace, String device, String text) {
        NoteRow row = new NoteRow();
        row.id = Ids.next("not");
        row.device = device;
        row.text = text;
        row.revision = 1;
        return row.persist()
                .chain(() -> outbox.append(said(workspace, device, 1)))
                .replaceWithVoid();
    }

    /** Changes the note and its revision under a lock, as often as anybody likes at the same time. */
    @WithTransaction
    Uni<Void> rewrite(String workspace, String device) {
        return NoteRow.<NoteRow>find("device", device)
                .withLock(LockModeType.PESSIMISTIC_WRITE)
                .singleResult()
                .chain(row -> {
                    row.revision++;
                    return outbox.append(said(workspace, device, row.revision));
                });
    }

    @WithTransaction
    Uni<Void> writeAndFail(String workspace, String device) {
        return write(workspace, device, "never")
                .chain(() -> Uni.createFrom().failure(new IllegalStateException("after all")));
    }

    /** Says something after which its key is not in use any more. */
    @WithTransaction
    Uni<Void> leave(String workspace, String device) {
        return outbox.append(new MemberRemoved(2, workspace, "grp_notes", device));
    }

    @WithTransaction
    Uni<Long> count(String device) {
        return NoteRow.count("device", device);
    }

    /** As if Postgres was shut down in the middle of a request. */
    @WithTransaction
    Uni<Void> loseConnection() {
        return Panache.getSession()
                .chain(session -> session.createNativeQuery(
                                "select cast(pg_terminate_backend(pg_backend_pid()) as text)", String.class)
                        .getSingleResult())
                .replaceWithVoid();
    }

    private static DesiredChanged said(String workspace, String device, long revision) {
        return new DesiredChanged(revision, workspace, device, true, Instant.parse("2026-01-19T12:00:00Z"));
    }
}
