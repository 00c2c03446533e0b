package io.muster.command.rollout;

import java.time.Instant;

import jakarta.enterprise.context.ApplicationScoped;

import io.muster.command.audience.Audience;
import io.muster.command.rollout.RolloutRefusal.RolloutUnknown;
import io.muster.command.rollout.RolloutRefusal.TooManyRollouts;
import io.muster.kit.paging.Page;
import io.muster.kit.paging.PageRequest;
import io.quarkus.hibernate.reactive.panache.common.WithTransaction;
import io.smallrye.mutiny.Uni;
import org.jspecify.annotations.Nullable;

/** Writes rollouts down, and tells how far they have come. */
@ApplicationScoped
public class RolloutBook {

    /** A rollout and how far it has come. */
    public record Watched(Rollout rollout, Progress progress) {}

    private final Rollouts rollouts;
    private final RolloutMembers members;
    private final RolloutSettings settings;

    RolloutBook(Rollouts rollouts, RolloutMembers members, RolloutSettings settings) {
        this.rollouts = rollouts;
        this.members = members;
        this.settings = settings;
    }

    /** Fails with {@link RolloutUnknown}. */
    @WithTransaction
    public Uni<Watched> watch(String workspace, String id) {
        return rollouts.find(workspace, id)
                .onItem()
                .ifNull()
                .failWith(() -> new RolloutUnknown(id))
                .chain(rollout -> members.portions(id)
                        .map(portions -> new Watched(rollout, new Progress(rollout.waves(), portions, false))));
    }

    /**
     * The newest first.
     *
     * @param state null for all
     */
    @WithTransaction
    public Uni<Page<Rollout>> page(String workspace, RolloutState.@Nullable Name state, PageRequest page) {
        return rollouts.page(workspace, state, page);
    }

    /** Those who were listed are its devices from now on. Fails with {@link TooManyRollouts}. */
    @WithTransaction
    Uni<Rollout> add(Rollout rollout, Audience audience, Instant start) {
        return rollouts.unfinished(rollout.order().workspace())
                .invoke(unfinished -> {
                    if (unfinished >= settings.unfinished()) {
                        throw new TooManyRollouts(settings.unfinished());
                    }
                })
                .chain(() -> rollouts.add(rollout, start))
                .chain(() -> rollout.target() instanceof Target.Listed
                        ? enlist(rollout, audience, start)
                        : Uni.createFrom().item(rollout));
    }

    private Uni<Rollout> enlist(Rollout rollout, Audience audience, Instant start) {
        return members.enlist(rollout, audience)
                .map(devices -> rollout.enlisted(devices, rollout.createdAt()))
                .call(enlisted -> rollouts.save(enlisted, start));
    }
}
