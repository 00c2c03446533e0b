package io.muster.shadow.change;

import java.time.Clock;
import java.util.function.Supplier;

import jakarta.enterprise.context.ApplicationScoped;

import io.muster.shadow.document.Layers;
import io.muster.shadow.document.Shadow;
import io.muster.shadow.document.ShadowId;
import io.muster.shadow.document.StateRules;
import io.smallrye.mutiny.Uni;

/** Brings what layers say into devices' own shadows, below what is desired of the device itself. */
@ApplicationScoped
public class LayeredShadows {

    private final Shadows shadows;
    private final ShadowLayers layers;
    private final StateRules rules;
    private final Clock clock = Clock.systemUTC();

    LayeredShadows(Shadows shadows, ShadowLayers layers, StateRules rules) {
        this.shadows = shadows;
        this.layers = layers;
        this.rules = rules;
    }

    /** The shadow after it has got what the layers say. */
    public Uni<Shadow> refresh(ShadowId id) {
        return layers.of(id).chain(found -> shadows.update(id, before -> before.layer(found, rules, clock.instant())));
    }

    /** The layers that give a shadow its values. Named shadows have none. */
    public Uni<Layers> of(ShadowId id) {
        return id.isNamed() ? Uni.createFrom().item(Layers.NONE) : layers.of(id);
    }

    /**
     * A change that takes desired values back, so that what the layers say may come to light. Noted before it is made: who
     * dies in between leaves the rest to the next.
     */
    Uni<Shadow> beneath(ShadowId id, Supplier<Uni<Shadow>> change) {
        return id.isNamed()
                ? change.get()
                : layers.note(id).chain(isLayered -> isLayered ? change.get().chain(() -> refresh(id)) : change.get());
    }
}
