package io.muster.shadow.postgres;

import java.time.Duration;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Objects;
import java.util.function.UnaryOperator;

import io.muster.kit.problem.Refusal;
import io.muster.shadow.change.Revision;
import io.muster.shadow.change.ShadowChange;
import io.muster.shadow.change.ShadowCourse;
import io.muster.shadow.delivery.DueDeltas.Due;
import io.muster.shadow.delivery.Presence;
import io.muster.shadow.document.Shadow;
import io.muster.shadow.document.ShadowId;
import io.vertx.mutiny.sqlclient.Row;
import org.jspecify.annotations.Nullable;

/** A shadow that nobody else changes until the transaction is over. */
final class LockedShadow {

    private final ShadowCourse course;
    private final @Nullable Refusal refusal;
    private final @Nullable Presence presence;
    private final @Nullable OffsetDateTime at;

    private LockedShadow(
            Shadow before, @Nullable Refusal refusal, @Nullable Presence presence, @Nullable OffsetDateTime at) {
        this.course = new ShadowCourse(before);
        this.refusal = refusal;
        this.presence = presence;
        this.at = at;
    }

    /** One that has a row. */
    static LockedShadow there(Row row) {
        String[] listening = row.getArrayOfStrings("listening");
        Presence presence = new Presence(
                row.getLong("told_session"),
                row.getLong("session"),
                row.getBoolean("connected"),
                listening == null ? List.of() : List.of(listening));
        return new LockedShadow(ShadowRow.read(row), null, presence, row.getOffsetDateTime("at"));
    }

    /** One that has no row yet. */
    static LockedShadow untouched(Shadow untouched) {
        return new LockedShadow(untouched, null, null, null);
    }

    /** One that there cannot be. */
    static LockedShadow refused(ShadowId id, Refusal refusal) {
        return new LockedShadow(Shadow.untouched(id), refusal, null, null);
    }

    /** The shadow after one more decision; throws why it is not changed. */
    Shadow take(UnaryOperator<ShadowChange> decision) {
        if (refusal != null) {
            throw refusal;
        }
        return course.take(decision);
    }

    boolean isToBeKept() {
        return course.isToBeKept();
    }

    Shadow shadow() {
        return course.shadow();
    }

    List<Revision> revisions() {
        return course.revisions();
    }

    /** Whether whoever looks for what is due is to find it. It is not known who listens where there was no row to note it. */
    boolean isLeftToOthers() {
        return course.isDue() && presence == null;
    }

    /** Whether this process sends the delta itself, right after the commit. */
    boolean isInHand() {
        return presence != null && course.isDue() && presence.hears(shadow().workspace(), shadow().device());
    }

    /** The delta that this process sends, which others leave alone for so long. */
    Due inHand(Duration lease) {
        return new Due(shadow(), Objects.requireNonNull(at).plus(lease), true, null);
    }

    /** The session that the shadow is to know of from now on; null for the one that it knows. */
    @Nullable
    Long told() {
        return presence != null && isInHand() ? presence.untold() : null;
    }
}
