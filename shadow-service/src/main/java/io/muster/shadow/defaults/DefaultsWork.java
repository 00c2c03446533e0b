package io.muster.shadow.defaults;

import java.util.List;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.event.Shutdown;
import jakarta.enterprise.event.Startup;

import io.muster.kit.Rounds;
import io.muster.kit.problem.Refusal;
import io.muster.shadow.change.LayeredShadows;
import io.muster.shadow.change.ShadowLayers;
import io.muster.shadow.change.ShadowLayers.Noted;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import org.jboss.logging.Logger;

/** Brings what layers say to the devices that are noted, a portion in each round; what is noted outlives a service. */
@ApplicationScoped
class DefaultsWork {

    private static final Logger LOG = Logger.getLogger(DefaultsWork.class);

    private final ShadowLayers layers;
    private final LayeredShadows shadows;
    private final DefaultSettings settings;
    private final Rounds rounds = new Rounds();

    DefaultsWork(ShadowLayers layers, LayeredShadows shadows, DefaultSettings settings) {
        this.layers = layers;
        this.shadows = shadows;
        this.settings = settings;
    }

    void start(@Observes Startup event) {
        rounds.repeat("shadow defaults", settings.interval(), () -> layers.claim(settings.portion(), settings.lease())
                .chain(this::refreshAll));
    }

    void stop(@Observes Shutdown event) {
        rounds.stop();
    }

    private Uni<Void> refreshAll(List<Noted> noted) {
        return Multi.createFrom()
                .iterable(noted)
                .onItem()
                .transformToUni(this::refresh)
                .merge(settings.devicesAtOnce())
                .collect()
                .last()
                .replaceWithVoid();
    }

    /** A device that is gone, or whose shadow has no room for it, is not asked again until something changes. */
    private Uni<Void> refresh(Noted noted) {
        return shadows.refresh(noted.id())
                .onFailure(DefaultsWork::isFinal)
                .invoke(refusal -> LOG.infof(
                        "defaults left out workspace=%s device=%s reason=%s",
                        noted.id().workspace(), noted.id().device(), ((Refusal) refusal).code()))
                .onFailure(DefaultsWork::isFinal)
                .recoverWithNull()
                .chain(() -> layers.settle(noted));
    }

    private static boolean isFinal(Throwable failure) {
        return failure instanceof Refusal refusal && !refusal.isForNow();
    }
}
