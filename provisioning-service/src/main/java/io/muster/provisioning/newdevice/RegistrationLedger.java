package io.muster.provisioning.newdevice;

import java.util.Optional;

import jakarta.enterprise.context.ApplicationScoped;

import io.muster.kit.device.KnownDevice;
import io.muster.provisioning.newdevice.RegistrationRefusal.LimitReached;
import io.muster.provisioning.newdevice.RegistrationRefusal.NothingToFetch;
import io.muster.provisioning.newdevice.RegistrationRefusal.RequestExists;
import io.muster.provisioning.newdevice.RegistrationRefusal.RequestUnknown;
import io.muster.provisioning.newdevice.RegistrationRefusal.StepNotAllowed;
import io.muster.provisioning.newdevice.RequestState.Accepted;
import io.muster.provisioning.newdevice.RequestState.PendingAcceptance;
import io.muster.provisioning.newdevice.RequestState.WaitingForConnection;
import io.quarkus.hibernate.reactive.panache.common.WithTransaction;
import io.smallrye.mutiny.Uni;

/** Where requests stand. Every step is a transaction of its own, and steps of one request queue up. */
@ApplicationScoped
class RegistrationLedger {

    private final NewDeviceRequests requests;
    private final DeviceAccounts accounts;
    private final RegistrationSettings settings;

    RegistrationLedger(NewDeviceRequests requests, DeviceAccounts accounts, RegistrationSettings settings) {
        this.requests = requests;
        this.accounts = accounts;
        this.settings = settings;
    }

    @WithTransaction
    Uni<Void> add(NewDeviceRequest request) {
        return requireRoom(request.workspace())
                .chain(() -> requests.count(request.workspace()))
                .invoke(count -> {
                    if (count >= settings.maxRequests()) {
                        throw new LimitReached("new device requests", settings.maxRequests());
                    }
                })
                .chain(() -> requests.add(request))
                .invoke(added -> {
                    if (!added) {
                        throw new RequestExists(request.id());
                    }
                })
                .replaceWithVoid();
    }

    /** The request as it stands afterwards: a wrong token is noted, so it is for the caller to say no. */
    @WithTransaction
    Uni<NewDeviceRequest> accept(
            String workspace, String id, TokenPolicy policy, Optional<TokenMark> token, String by) {
        return hold(workspace, id)
                .map(request -> request.in(accepted(request.state(), policy, token)))
                .call(requests::change)
                .call(request -> request.state() instanceof Accepted
                        ? requireRoom(workspace)
                                .chain(() -> accounts.register(request, by))
                                .invoke(RegistrationLedger::requireWelcome)
                        : Uni.createFrom().nullItem());
    }

    private RequestState accepted(RequestState state, TokenPolicy policy, Optional<TokenMark> token) {
        if (state instanceof PendingAcceptance pending) {
            return pending.accepted(policy, token, settings.maxWrongTokens());
        }
        if (state instanceof Accepted accepted) {
            return accepted;
        }
        throw new StepNotAllowed(
                state instanceof WaitingForConnection
                        ? "The device has not connected yet."
                        : "Too many wrong security tokens: remove the request and make it anew.");
    }

    /** The device is at the door. */
    @WithTransaction
    Uni<NewDeviceRequest> connect(String workspace, String id, Optional<TokenMark> token) {
        return hold(workspace, id)
                .map(request -> request.in(connected(request.state(), token)))
                .call(requests::change);
    }

    static RequestState connected(RequestState state, Optional<TokenMark> token) {
        if (state instanceof WaitingForConnection waiting) {
            return waiting.connected(token);
        }
        return state instanceof PendingAcceptance pending ? pending.connected(token) : state;
    }

    /** The device's account, once: the request is gone with it. Empty for one that is not, or no longer, accepted. */
    @WithTransaction
    Uni<Optional<DeviceAccount>> fetch(String workspace, String id, Optional<TokenMark> token) {
        return requests.hold(workspace, id).chain(request -> {
            if (request == null || !(request.state() instanceof Accepted accepted)) {
                return Uni.createFrom().item(Optional.empty());
            }
            return accepted.opensFor(token)
                    ? open(request)
                    : requests.change(request.in(accepted.wrongToken(settings.maxWrongTokens())))
                            .replaceWith(Optional.empty());
        });
    }

    private Uni<Optional<DeviceAccount>> open(NewDeviceRequest request) {
        return accounts.register(request, request.createdBy())
                .invoke(RegistrationLedger::requireFetchable)
                .chain(device -> accounts.open(device, request.createdBy()))
                .call(() -> requests.remove(request.workspace(), request.id()))
                .map(Optional::of);
    }

    /** Of a device that has been here before, and was sent away. */
    private static void requireWelcome(KnownDevice device) {
        if (device.isKeptOut()) {
            throw new StepNotAllowed(keptOut(device));
        }
    }

    /** A device that asks goes on asking only as long as there is nothing yet. */
    private static void requireFetchable(KnownDevice device) {
        if (device.isKeptOut()) {
            throw new NothingToFetch(keptOut(device));
        }
    }

    private static String keptOut(KnownDevice device) {
        return "The device is " + device.status() + ".";
    }

    private Uni<NewDeviceRequest> hold(String workspace, String id) {
        return requests.hold(workspace, id).onItem().ifNull().failWith(() -> new RequestUnknown(id));
    }

    private Uni<Void> requireRoom(String workspace) {
        if (settings.maxDevices().isEmpty()) {
            return Uni.createFrom().voidItem();
        }
        long most = settings.maxDevices().getAsLong();
        return requests.countDevices(workspace)
                .invoke(count -> {
                    if (count >= most) {
                        throw new LimitReached("devices", most);
                    }
                })
                .replaceWithVoid();
    }
}
