package io.muster.shadow.change;

import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

import io.muster.events.ShadowEvent;
import io.muster.shadow.document.Layers;
import io.muster.shadow.document.Policy;
import io.muster.shadow.document.Shadow;
import io.muster.shadow.document.State;
import io.muster.shadow.document.StateRules;
import org.jspecify.annotations.Nullable;

/**
 * A shadow on its way from one state to the next, and what there is to say about it.
 *
 * @param revisions the versions on that way
 * @param asksAgain whether the device is to be told what is left to do, although it has been told before
 */
public record ShadowChange(Shadow shadow, List<Revision> revisions, boolean asksAgain) {

    public ShadowChange {
        revisions = List.copyOf(revisions);
    }

    /** Nothing has changed yet. */
    public static ShadowChange of(Shadow shadow) {
        return new ShadowChange(shadow, List.of(), false);
    }

    /** What others want to know of, in order. */
    public List<ShadowEvent> events() {
        return revisions.stream().map(Revision::event).filter(Objects::nonNull).toList();
    }

    /** With the device told again what is left to do. */
    ShadowChange askAgain() {
        return new ShadowChange(shadow, revisions, true);
    }

    /** After a merge patch of what is desired, which takes nothing back. */
    ShadowChange desire(Wish wish, StateRules rules, Author author, Instant at) {
        rules.checkPatch("desired", wish.desired());
        return wanted(shadow.desire(wish.desired(), wish.policies(), author.source(), at), wish, rules, author, at);
    }

    /** After a merge patch of what is desired of a device that is in these layers. */
    ShadowChange desire(Wish wish, Layers layers, StateRules rules, Author author, Instant at) {
        rules.checkPatch("desired", wish.desired());
        Shadow after = shadow.desire(wish.desired(), wish.policies(), layers, author.source(), at);
        return wanted(after, wish, rules, author, at);
    }

    /** After something else is desired altogether of a device that is in these layers. */
    ShadowChange replace(Wish wish, Layers layers, StateRules rules, Author author, Instant at) {
        rules.checkPatch("desired", wish.desired());
        Map<String, @Nullable Object> values = State.EMPTY.merge(wish.desired()).values();
        Map<String, Policy> policies = new HashMap<>();
        wish.policies().forEach((name, policy) -> {
            if (policy != null) {
                policies.put(name, policy);
            }
        });
        return wanted(shadow.replace(values, policies, layers, author.source(), at), wish, rules, author, at);
    }

    /** After what was desired once is desired again; what the layers say of it anyway stays theirs. */
    ShadowChange revert(Wish past, Layers layers, StateRules rules, Author author, Instant at) {
        return replace(new Wish(layers.beyond(past.desired()), past.policies()), layers, rules, author, at);
    }

    /** After what the layers of the device say has come beneath what is desired of it. */
    ShadowChange layer(Layers layers, StateRules rules, Instant at) {
        Shadow after = shadow.layer(layers, at);
        rules.checkSize("desired", after.desired().state());
        return to(after, Author.LAYERS, at, Revision::ofDesired);
    }

    /** After all that was said of a device that is in these layers is withdrawn. */
    ShadowChange clear(Layers layers, StateRules rules, Author author, Instant at) {
        Shadow after = shadow.clear(layers, author.source(), at);
        rules.checkSize("desired", after.desired().state());
        return to(after, author, at, Revision::ofDesired);
    }

    /** After the device's word, or a word in its place. */
    ShadowChange report(Report report, StateRules rules, Author author, Instant at) {
        rules.checkPatch("reported", report.patch());
        Shadow said = shadow.report(report.patch(), author.source(), report.said(), at, rules.removals());
        rules.checkSize("reported", said.reported().state());
        return to(said, author, at, Revision::ofReported)
                .to(said.reject(rules.reasons(report.rejected()), at), author, at, Revision::ofRejection);
    }

    private ShadowChange wanted(Shadow after, Wish wish, StateRules rules, Author author, Instant at) {
        rules.checkSize("desired", after.desired().state());
        rules.checkPolicies(wish.policies(), after);
        return to(after, author, at, Revision::ofDesired);
    }

    private ShadowChange to(Shadow after, Author author, Instant at, Revision.Kind kind) {
        if (after.version() == shadow.version()) {
            return new ShadowChange(after, revisions, asksAgain);
        }
        List<Revision> more = new ArrayList<>(revisions);
        more.add(kind.revision(shadow, after, author, at));
        return new ShadowChange(after, more, asksAgain);
    }
}
