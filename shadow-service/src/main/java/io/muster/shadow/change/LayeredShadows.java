package io.muster.shadow.change;

import java.time.Clock;

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
        return shadows.updateLayered(id, (before, found) -> before.layer(found, rules, clock.instant()));
    }

    /** The layers that give a shadow its values. Named shadows have none. */
    public Uni<Layers> of(ShadowId id) {
        return id.isNamed() ? Uni.createFrom().item(Layers.NONE) : layers.of(id);
    }
}
