package io.muster.shadow.change;

import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;

import io.muster.shadow.document.Shadow;

/** A shadow while changes of it that came together are decided, each upon the one before. */
public final class ShadowCourse {

    private final List<Revision> revisions = new ArrayList<>();
    private Shadow shadow;
    private boolean changed;
    private boolean asksAnew;
    private boolean due;

    public ShadowCourse(Shadow shadow) {
        this.shadow = shadow;
    }

    /** The shadow after one more decision. If that throws, it has changed nothing. */
    public Shadow take(UnaryOperator<ShadowChange> decision) {
        Shadow before = shadow;
        ShadowChange change = decision.apply(ShadowChange.of(before));
        shadow = change.shadow();
        revisions.addAll(change.revisions());
        changed |= !shadow.equals(before);
        asksAnew |= change.asksAgain() || isAskedAnew(before, shadow);
        due = asksAnew && shadow.isPending();
        return shadow;
    }

    /** As it is now. */
    public Shadow shadow() {
        return shadow;
    }

    /** The versions since it was read, in order. */
    public List<Revision> revisions() {
        return List.copyOf(revisions);
    }

    /** Whether there is anything to write down. */
    public boolean isToBeKept() {
        return changed || due;
    }

    /** Whether its device is to be told what is left to do. */
    public boolean isDue() {
        return due;
    }

    /** A delta that is still the same is not sent again: what else the device says would be answered with it each time. */
    private static boolean isAskedAnew(Shadow before, Shadow after) {
        return after.version() != before.version()
                && !(after.desired().state().isSameAs(before.desired().state())
                        && after.delta().isSameAs(before.delta()));
    }
}
