package io.muster.provisioning.newdevice;

import java.util.Optional;

import jakarta.enterprise.context.ApplicationScoped;

import io.muster.provisioning.newdevice.RegistrationRefusal.NothingToFetch;
import io.muster.provisioning.newdevice.RequestState.Accepted;
import io.quarkus.hibernate.reactive.panache.common.WithTransaction;
import io.smallrye.mutiny.Uni;

/** Where devices come that have no credentials yet, and ask again and again whether there are any. */
@ApplicationScoped
public class BootstrapDoor {

    private final NewDeviceRequests requests;
    private final RegistrationLedger ledger;
    private final SecurityTokens tokens;

    BootstrapDoor(NewDeviceRequests requests, RegistrationLedger ledger, SecurityTokens tokens) {
        this.requests = requests;
        this.ledger = ledger;
        this.tokens = tokens;
    }

    /**
     * A device asks for its credentials. Fails with {@link NothingToFetch} until somebody has accepted it; then gives
     * them exactly once. Asking costs one read as long as nothing has changed, for devices ask without a pause.
     *
     * @param token the security token, if the device has one
     */
    public Uni<DeviceAccount> knock(String workspace, String id, Optional<String> token) {
        Optional<TokenMark> shown = token.map(tokens::mark);
        return look(workspace, id)
                .map(found -> found.orElseThrow(() -> new NothingToFetch("Nobody expects a device '" + id + "'.")))
                .chain(request -> request.state() instanceof Accepted
                        ? fetch(request, shown)
                        : wait(request, shown).chain(why -> Uni.createFrom().failure(new NothingToFetch(why))));
    }

    @WithTransaction
    Uni<Optional<NewDeviceRequest>> look(String workspace, String id) {
        return requests.find(workspace, id).map(Optional::ofNullable);
    }

    private Uni<DeviceAccount> fetch(NewDeviceRequest request, Optional<TokenMark> shown) {
        return ledger.fetch(request.workspace(), request.id(), shown)
                .map(account -> account.orElseThrow(
                        () -> new NothingToFetch("There are no credentials for who shows this securityToken.")));
    }

    private Uni<String> wait(NewDeviceRequest request, Optional<TokenMark> shown) {
        RequestState next = RegistrationLedger.connected(request.state(), shown);
        if (next.equals(request.state())) {
            return Uni.createFrom().item(why(next));
        }
        return tokens.policy(request.workspace())
                .chain(policy -> policy == TokenPolicy.REQUIRED && shown.isEmpty()
                        ? Uni.createFrom().item("This workspace requires a securityToken.")
                        : ledger.connect(request.workspace(), request.id(), shown)
                                .map(connected -> why(connected.state())));
    }

    private static String why(RequestState state) {
        return state instanceof RequestState.Blocked
                ? "The request is blocked: too many wrong security tokens."
                : "The device is not accepted yet.";
    }
}
