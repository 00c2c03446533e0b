package io.muster.broker.identity;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

import io.muster.events.CredentialEvent;
import org.jspecify.annotations.Nullable;

/** Every credential that is valid now, by its device, by its client id and by its full user name. */
final class CredentialTable {

    private final Map<String, DeviceCredentials> byDevice = new ConcurrentHashMap<>();
    private final Map<String, String> deviceByClientId = new ConcurrentHashMap<>();
    private final Map<String, String> deviceByFullName = new ConcurrentHashMap<>();

    /** All that one device may come with. */
    record DeviceCredentials(long revision, String workspace, String device, List<KnownCredential> credentials) {}

    void apply(CredentialEvent event) {
        byDevice.compute(event.device(), (id, known) -> {
            if (known != null && known.revision() >= event.revision()) {
                return known;
            }
            forgetNames(known);
            DeviceCredentials listed = new DeviceCredentials(
                    event.revision(),
                    event.workspace().intern(),
                    id,
                    event.credentials().stream()
                            .map(credential -> KnownCredential.of(id, credential))
                            .toList());
            listed.credentials().forEach(listing -> {
                deviceByClientId.put(listing.clientId(), id);
                fullName(listed, listing).ifPresent(name -> deviceByFullName.put(name, id));
            });
            return listed;
        });
    }

    void remove(String device) {
        byDevice.computeIfPresent(device, (id, known) -> {
            forgetNames(known);
            return null;
        });
    }

    Optional<DeviceCredentials> ofClient(String clientId) {
        return Optional.ofNullable(deviceByClientId.get(clientId)).flatMap(this::ofDevice);
    }

    Optional<DeviceCredentials> ofDevice(String device) {
        return Optional.ofNullable(byDevice.get(device));
    }

    Optional<KnownCredential> find(String device, String credentialId) {
        DeviceCredentials known = byDevice.get(device);
        if (known == null) {
            return Optional.empty();
        }
        for (KnownCredential listing : known.credentials()) {
            if (listing.id().equals(credentialId)) {
                return Optional.of(listing);
            }
        }
        return Optional.empty();
    }

    private void forgetNames(@Nullable DeviceCredentials known) {
        if (known != null) {
            known.credentials().forEach(listing -> {
                deviceByClientId.remove(listing.clientId(), known.device());
                fullName(known, listing).ifPresent(name -> deviceByFullName.remove(name, known.device()));
            });
        }
    }

    /** The name with which a device is found that does not say its id: {@code workspace/username}. */
    Optional<DeviceCredentials> ofFullName(String name) {
        return Optional.ofNullable(deviceByFullName.get(name)).flatMap(this::ofDevice);
    }

    /** None for a name that holds the id anyway. */
    private static Optional<String> fullName(DeviceCredentials owner, KnownCredential listing) {
        return Optional.ofNullable(listing.username())
                .filter(name -> !name.equals(owner.workspace() + "_" + owner.device()))
                .map(name -> owner.workspace() + "/" + name);
    }
}
