package io.muster.shadow.defaults;

import java.util.List;

import jakarta.enterprise.context.ApplicationScoped;

import io.muster.kit.group.KnownGroups;
import io.muster.kit.json.CleanText;
import io.muster.kit.problem.FieldChecks;
import io.muster.shadow.document.Layer;
import io.muster.shadow.document.Source;
import io.muster.shadow.document.State;
import io.muster.shadow.document.StateRules;
import io.smallrye.mutiny.Uni;

/** Keeps what layers say; {@link DefaultsWork} brings it to the devices. */
@ApplicationScoped
public class Defaults {

    private static final int LONGEST_KEY = 1_000;

    private final StoredDefaults stored;
    private final KnownGroups groups;
    private final StateRules rules;
    private final DefaultSettings settings;

    Defaults(StoredDefaults stored, KnownGroups groups, StateRules rules, DefaultSettings settings) {
        this.stored = stored;
        this.groups = groups;
        this.rules = rules;
        this.settings = settings;
    }

    public Uni<List<DefaultLayer>> all(String workspace) {
        return stored.all(workspace);
    }

    /** Fails if the layer says nothing. */
    public Uni<DefaultLayer> find(String workspace, Source source, String key) {
        return stored.find(workspace, source, key).onItem().ifNull().failWith(DefaultsUnknown::new);
    }

    /** Says it instead of what the layer said before. Fails with {@link io.muster.kit.group.GroupUnknown} for a group. */
    public Uni<DefaultLayer> put(String workspace, Layer layer, String author) {
        rules.checkPatch("desired", layer.desired());
        rules.checkSize("desired", State.EMPTY.merge(layer.desired()));
        new FieldChecks()
                .require(CleanText.isClean(layer.key()), "key", "must not hold U+0000 or half of a surrogate pair")
                .require(layer.key().length() <= LONGEST_KEY, "key", "is longer than " + LONGEST_KEY + " characters")
                .orRefuse();
        Layer said = new Layer(
                layer.source(), layer.key(), State.EMPTY.merge(layer.desired()).values());
        Uni<?> checked = layer.source() == Source.GROUP
                ? groups.require(workspace, layer.key())
                : Uni.createFrom().voidItem();
        return checked.chain(() -> stored.put(workspace, said, author, settings.maxLayers()))
                .chain(() -> find(workspace, layer.source(), layer.key()));
    }

    /** Fails if the layer says nothing. */
    public Uni<Void> remove(String workspace, Source source, String key) {
        return stored.remove(workspace, source, key)
                .invoke(removed -> {
                    if (!removed) {
                        throw new DefaultsUnknown();
                    }
                })
                .replaceWithVoid();
    }
}
