package io.muster.provisioning.newdevice;

import java.time.Clock;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import java.util.Set;

import jakarta.enterprise.context.ApplicationScoped;

import io.muster.kit.json.CleanText;
import io.muster.kit.problem.InvalidRequest;
import io.muster.kit.problem.Refusal;
import io.muster.provisioning.newdevice.RegistrationRefusal.RequestUnknown;
import io.muster.provisioning.newdevice.RegistrationRefusal.TokenWrong;
import io.muster.provisioning.newdevice.RequestState.Accepted;
import io.muster.provisioning.newdevice.RequestState.WaitingForConnection;
import io.quarkus.hibernate.reactive.panache.common.WithTransaction;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import org.jspecify.annotations.Nullable;

/** Where people announce new devices and let them in. */
@ApplicationScoped
public class RegistrationDesk {

    private static final int MAX_ID_LENGTH = 1_000;

    /** Clients take the first two out of an address; at the others something else answers. */
    private static final Set<String> UNREACHABLE = Set.of(".", "..", "limit", "acceptAll");

    /** How the acceptance of one of many ended; {@code error} is null for one that is in. */
    public record Acceptance(String id, @Nullable String error) {}

    /** How many devices a workspace has, and may have. */
    public record Room(long devices, Optional<Long> limit) {

        public boolean isReached() {
            return limit.map(most -> devices >= most).orElse(false);
        }
    }

    /** Part of a list, and whether there is more. */
    public record Part(List<NewDeviceRequest> requests, boolean more) {}

    private final NewDeviceRequests requests;
    private final RegistrationLedger ledger;
    private final SecurityTokens tokens;
    private final RegistrationSettings settings;
    private final Clock clock = Clock.systemUTC();

    RegistrationDesk(
            NewDeviceRequests requests,
            RegistrationLedger ledger,
            SecurityTokens tokens,
            RegistrationSettings settings) {
        this.requests = requests;
        this.ledger = ledger;
        this.tokens = tokens;
        this.settings = settings;
    }

    /**
     * Expects a device from now on. Fails if it is expected already.
     *
     * @param by the person or program that expects it
     */
    public Uni<NewDeviceRequest> announce(String workspace, @Nullable String id, DevicePlan plan, String by) {
        NewDeviceRequest request = new NewDeviceRequest(
                workspace,
                requireId(id),
                plan,
                new WaitingForConnection(),
                by,
                clock.instant().truncatedTo(ChronoUnit.MILLIS));
        return ledger.add(request).replaceWith(request);
    }

    /**
     * Expects a device from now on, or, if it is expected already, knows this of it; the request stands where it stood.
     *
     * @return whether it was not expected before
     */
    @WithTransaction
    public Uni<Boolean> expect(String workspace, String id, DevicePlan plan, String by) {
        return requests.plan(workspace, requireId(id), plan)
                .chain(known -> known
                        ? Uni.createFrom().item(false)
                        : announce(workspace, id, plan, by).replaceWith(true));
    }

    /** Fails if the workspace has no such request. */
    @WithTransaction
    public Uni<NewDeviceRequest> find(String workspace, String id) {
        return requests.find(workspace, id).onItem().ifNull().failWith(() -> new RequestUnknown(id));
    }

    /** In the order in which they were announced. */
    @WithTransaction
    public Uni<Part> list(String workspace, int offset, int most) {
        return requests.list(workspace, offset, most + 1)
                .map(found -> new Part(found.stream().limit(most).toList(), found.size() > most));
    }

    @WithTransaction
    public Uni<Long> count(String workspace) {
        return requests.count(workspace);
    }

    /**
     * Lets a device in that is at the door. Fails if it has not come yet, and if its security token is asked for and
     * not given; a wrong one counts, and too many block the request.
     *
     * @param token the security token that the device is known to have
     */
    public Uni<NewDeviceRequest> accept(String workspace, String id, Optional<String> token, String by) {
        return tokens.policy(workspace)
                .chain(policy -> ledger.accept(workspace, id, policy, token.map(tokens::mark), by))
                .invoke(request -> {
                    if (!(request.state() instanceof Accepted)) {
                        throw new TokenWrong();
                    }
                });
    }

    /** Lets all devices in that are at the door and have shown no security token; tells of each how it went. */
    public Uni<List<Acceptance>> acceptAll(String workspace, String by) {
        return atTheDoor(workspace)
                .onItem()
                .transformToMulti(ids -> Multi.createFrom().iterable(ids))
                .onItem()
                .transformToUniAndConcatenate(id -> accept(workspace, id, Optional.empty(), by)
                        .map(request -> new Acceptance(id, null))
                        .onFailure(Refusal.class)
                        .recoverWithItem(refusal -> new Acceptance(id, refusal.getMessage())))
                .collect()
                .asList();
    }

    @WithTransaction
    Uni<List<String>> atTheDoor(String workspace) {
        return requests.atTheDoor(workspace, settings.maxAcceptedAtOnce());
    }

    /** The device is no longer expected. Fails if it was not. */
    @WithTransaction
    public Uni<Void> withdraw(String workspace, String id) {
        return requests.remove(workspace, id)
                .invoke(removed -> {
                    if (!removed) {
                        throw new RequestUnknown(id);
                    }
                })
                .replaceWithVoid();
    }

    @WithTransaction
    public Uni<Room> room(String workspace) {
        Optional<Long> limit = settings.maxDevices().isPresent()
                ? Optional.of(settings.maxDevices().getAsLong())
                : Optional.empty();
        return requests.countDevices(workspace).map(devices -> new Room(devices, limit));
    }

    private static String requireId(@Nullable String id) {
        if (id == null || id.isBlank() || id.length() > MAX_ID_LENGTH) {
            throw new InvalidRequest("id", "must have 1 to " + MAX_ID_LENGTH + " characters");
        }
        if (!CleanText.isClean(id) || id.chars().anyMatch(Character::isISOControl)) {
            throw new InvalidRequest("id", "must have no control characters");
        }
        if (UNREACHABLE.contains(id)) {
            throw new InvalidRequest("id", "must not be " + id + ", which has another meaning in an address");
        }
        return id;
    }
}
