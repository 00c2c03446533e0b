package io.muster.broker.identity;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.Stream;

import io.muster.broker.identity.CredentialTable.DeviceCredentials;
import io.muster.events.CredentialEvent;
import io.muster.events.DeviceEvent;
import io.muster.events.rights.Rights;
import org.jspecify.annotations.Nullable;

/** The devices and credentials of the platform, as far as the broker has heard. Any thread may ask. */
public final class Roster {

    private static final String DEVICE_IN_USERNAME = "_dev_";

    private final Clock clock;
    private final DeviceTable devices = new DeviceTable();
    private final CredentialTable credentials = new CredentialTable();
    private final Changes changes = new Changes();

    public Roster(Clock clock) {
        this.clock = clock;
    }

    public void apply(DeviceEvent event) {
        devices.apply(event);
        changes.signal();
    }

    public void apply(CredentialEvent event) {
        credentials.apply(event);
        if (event.credentials().isEmpty()) {
            devices.removeIfDeleted(event.device());
        }
        changes.signal();
    }

    public void removeDevice(String id) {
        devices.remove(id);
    }

    public void removeCredentials(String device) {
        credentials.remove(device);
    }

    public int size() {
        return devices.size();
    }

    /** Whether the device exists: it is registered, or has credentials and will be. */
    public boolean knows(String device) {
        return devices.find(device).map(known -> !known.isDeleted()).orElseGet(() -> credentials
                .ofDevice(device)
                .filter(held -> !held.credentials().isEmpty())
                .isPresent());
    }

    /**
     * Why this device may not be connected with this credential now; empty if it may. A device that came in by itself
     * has credentials before the registry has heard of it: then they alone decide.
     */
    public Optional<Objection> objection(Client.Device client) {
        Optional<KnownDevice> device = devices.find(client.id());
        return device.flatMap(KnownDevice::objection).or(() -> credentials
                .find(client.id(), client.credential())
                .map(known -> known.objection(clock.instant()))
                .orElse(Optional.of(Objection.CREDENTIAL_REVOKED)));
    }

    /** All that is known under this client id; empty if there never was anything. */
    Optional<DeviceCredentials> credentials(String clientId) {
        return credentials.ofClient(clientId);
    }

    /** Whether any credential is known under this client id. */
    boolean lists(String clientId) {
        return credentials(clientId)
                .filter(known -> !known.credentials().isEmpty())
                .isPresent();
    }

    /** From when to when the client's credential counts; the end may be far. */
    Optional<Validity> validity(Client.Device client) {
        return credentials
                .find(client.id(), client.credential())
                .map(known -> new Validity(
                        known.notBefore(),
                        Optional.ofNullable(known.expiresAt()).orElse(Instant.MAX)));
    }

    record Validity(Instant begin, Instant end) {}

    /** The devices that a client claims to be, by any of its names, whether it is believed or not. */
    public List<Claimed> claimed(Presented presented) {
        String username = presented.username();
        return Stream.of(
                        owner(presented.clientId()),
                        username == null ? Optional.<Claimed>empty() : named(username),
                        presented
                                .certificate()
                                .flatMap(DeviceCertificates::commonName)
                                .flatMap(this::owner))
                .flatMap(Optional::stream)
                .distinct()
                .toList();
    }

    /** A device of the registry. */
    public record Claimed(String workspace, String device) {}

    private Optional<Claimed> owner(String clientId) {
        return credentials
                .ofClient(clientId)
                .map(known -> new Claimed(known.workspace(), known.device()))
                .or(() -> devices.find(clientId).map(known -> new Claimed(known.workspace(), clientId)));
    }

    private Optional<Claimed> named(String username) {
        return credentials
                .ofFullName(username)
                .map(known -> new Claimed(known.workspace(), known.device()))
                .or(() -> namedById(username))
                .or(() -> soleNamed(username).map(known -> new Claimed(known.workspace(), known.device())));
    }

    /** The device of this user name, if it is the only one that has it, in whatever workspace. */
    Optional<DeviceCredentials> soleNamed(String username) {
        return credentials.ofSoleName(username);
    }

    private Optional<Claimed> namedById(String username) {
        int start = username.lastIndexOf(DEVICE_IN_USERNAME);
        if (start < 0) {
            return Optional.empty();
        }
        String workspace = username.substring(0, start);
        String id = username.substring(start + 1);
        return devices.find(id)
                .filter(known -> known.workspace().equals(workspace))
                .map(known -> new Claimed(workspace, id));
    }

    /** Whether this moment has come; the end of what does not end never has. */
    boolean isOver(@Nullable Instant end) {
        return end != null && !clock.instant().isBefore(end);
    }

    /** What the credential allows by now; nothing once it is revoked. */
    public Rights rights(Client.Device client) {
        return credentials
                .find(client.id(), client.credential())
                .map(KnownCredential::rights)
                .orElse(Rights.NONE);
    }

    /** The device that shows this evidence, if the broker has heard of it. */
    Optional<Client.Device> identify(Evidence evidence, String clientId, @Nullable String username) {
        return credentials.ofClient(clientId).flatMap(known -> known.credentials().stream()
                .filter(listing -> listing.isShownBy(evidence, clientId, withoutWorkspace(known.workspace(), username)))
                .filter(listing -> knows(known.device()))
                .findFirst()
                .map(listing -> new Client.Device(known.workspace(), known.device(), clientId, listing.id())));
    }

    /**
     * The client id under which a client is to be known. A device that logs in as {@code workspace/username} needs not
     * know its id and may call itself anything: two of them in different workspaces would take over each other's
     * sessions. It is still to be proven that it is the device.
     */
    String clientId(@Nullable String username, String said) {
        return Optional.ofNullable(username)
                .flatMap(credentials::ofFullName)
                .map(DeviceCredentials::clientId)
                .orElse(said);
    }

    private static @Nullable String withoutWorkspace(String workspace, @Nullable String username) {
        return username != null && username.startsWith(workspace + "/")
                ? username.substring(workspace.length() + 1)
                : username;
    }

    /** Asks again after every change until there is an answer or the time is over. Blocks the calling thread. */
    <T> Optional<T> await(Supplier<Optional<T>> question, Duration limit) throws InterruptedException {
        return changes.await(question, limit);
    }
}
