package io.muster.provisioning.onboarding;

import jakarta.enterprise.context.ApplicationScoped;

import io.muster.kit.Ids;
import io.muster.kit.device.KnownDevice;
import io.quarkus.hibernate.reactive.panache.common.WithTransaction;
import io.smallrye.mutiny.Uni;

/**
 * Where devices come in by themselves. A device needs working credentials at once, so it gets its {@code id} here and
 * counts as a device of the workspace from then on; the registry is asked to register it under this {@code id}.
 *
 * <p>Whoever lets a device in enters its credentials in the same transaction.
 */
@ApplicationScoped
public class Reception {

    /** What every device is until the registry has heard of its credentials. */
    private static final String NEW = "inactive";

    private final Arrivals arrivals;
    private final NewcomerRules rules;

    Reception(Arrivals arrivals, NewcomerRules rules) {
        this.arrivals = arrivals;
        this.rules = rules;
    }

    /**
     * The device of this name, or a new one. Any number of calls at once for the same name give the same device, and
     * all but one wait for the first one's transaction.
     */
    @WithTransaction
    public Uni<Admitted> admit(Newcomer newcomer) {
        return admit(newcomer, Ids.next("dev"));
    }

    /** @param candidate the {@code id} that the device gets if it is new */
    @WithTransaction
    public Uni<Admitted> admit(Newcomer newcomer, String candidate) {
        rules.check(newcomer);
        KnownDevice device =
                new KnownDevice(candidate, newcomer.workspace(), newcomer.deviceId(), newcomer.type(), NEW);
        return arrivals.hold(newcomer.workspace(), newcomer.deviceId())
                .chain(() -> arrivals.addIfNew(device, newcomer.as(candidate)))
                .chain(added -> added
                        ? Uni.createFrom().item(new Admitted(device, true))
                        : arrivals.find(newcomer.workspace(), newcomer.deviceId())
                                .chain(known -> known == null
                                        // Deleted in between, so that the name is free again.
                                        ? admit(newcomer, candidate)
                                        : Uni.createFrom().item(new Admitted(known, false))));
    }
}
