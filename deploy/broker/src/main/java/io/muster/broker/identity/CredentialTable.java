package io.muster.broker.identity;

import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import io.muster.events.CredentialEvent;
import io.muster.events.CredentialEvent.Credential;
import org.jspecify.annotations.Nullable;

/** Every credential that is valid now, by its device, by its client id and by its full user name. */
final class CredentialTable {

    /** Of each device; only to tell somebody why he is refused. */
    private static final int WITHDRAWN_KEPT = 4;

    private final Map<String, DeviceCredentials> byDevice = new ConcurrentHashMap<>();
    private final Map<String, String> deviceByClientId = new ConcurrentHashMap<>();
    private final Map<String, String> deviceByFullName = new ConcurrentHashMap<>();
    private final Map<String, Set<String>> devicesByName = new ConcurrentHashMap<>();

    /**
     * All that one device may come with.
     *
     * @param fullNames under which it is found; also when nothing of it is valid any more
     * @param withdrawn what it came with before, the newest first, as far as this broker has seen it
     */
    record DeviceCredentials(
            long revision,
            String workspace,
            String device,
            List<KnownCredential> credentials,
            List<String> fullNames,
            List<WithdrawnCredential> withdrawn) {

        /** Under which its sessions are known. */
        String clientId() {
            return credentials.stream()
                    .findFirst()
                    .map(KnownCredential::clientId)
                    .orElse(device);
        }

        boolean knowsUsername(@Nullable String username) {
            return credentials.stream()
                    .map(KnownCredential::username)
                    .filter(Objects::nonNull)
                    .anyMatch(name -> name.equals(username) || (workspace + "/" + name).equals(username));
        }
    }

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
                            .map(credential -> KnownCredential.of(event.workspace(), id, credential))
                            .toList(),
                    fullNames(known, event),
                    withdrawn(known, event));
            listed.credentials().forEach(listing -> deviceByClientId.put(listing.clientId(), id));
            listed.fullNames().forEach(name -> {
                deviceByFullName.put(name, id);
                devicesByName.merge(withoutWorkspace(name), Set.of(id), CredentialTable::union);
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

    /** Also of a device all of whose credentials were withdrawn: its client id was its id. */
    Optional<DeviceCredentials> ofClient(String clientId) {
        return ofDevice(deviceByClientId.getOrDefault(clientId, clientId));
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
            known.credentials().forEach(listing -> deviceByClientId.remove(listing.clientId(), known.device()));
            known.fullNames().forEach(name -> {
                deviceByFullName.remove(name, known.device());
                devicesByName.computeIfPresent(
                        withoutWorkspace(name), (same, devices) -> without(devices, known.device()));
            });
        }
    }

    /** The name with which a device is found that does not say its id: {@code workspace/username}. */
    Optional<DeviceCredentials> ofFullName(String name) {
        return Optional.ofNullable(deviceByFullName.get(name)).flatMap(this::ofDevice);
    }

    /**
     * The only device with this user name, whatever workspace is said before it; empty if there are others: they may be
     * of other workspaces.
     */
    Optional<DeviceCredentials> ofSoleName(String username) {
        return soleDevice(username)
                .or(() -> soleDevice(withoutWorkspace(username)))
                .flatMap(this::ofDevice);
    }

    private Optional<String> soleDevice(String name) {
        return Optional.ofNullable(devicesByName.get(name))
                .filter(devices -> devices.size() == 1)
                .map(devices -> devices.iterator().next());
    }

    private static String withoutWorkspace(String name) {
        return name.substring(name.indexOf('/') + 1);
    }

    private static Set<String> union(Set<String> some, Set<String> others) {
        return Stream.concat(some.stream(), others.stream()).collect(Collectors.toUnmodifiableSet());
    }

    private static @Nullable Set<String> without(Set<String> devices, String device) {
        Set<String> rest = devices.stream().filter(id -> !id.equals(device)).collect(Collectors.toUnmodifiableSet());
        return rest.isEmpty() ? null : rest;
    }

    /** None for a name that holds the id anyway. */
    private static List<String> fullNames(@Nullable DeviceCredentials known, CredentialEvent event) {
        if (known != null && event.credentials().isEmpty()) {
            return known.fullNames();
        }
        return event.credentials().stream()
                .map(Credential::username)
                .filter(Objects::nonNull)
                .filter(name -> !name.equals(event.workspace() + "_" + event.device()))
                .map(name -> event.workspace() + "/" + name)
                .distinct()
                .toList();
    }

    private static List<WithdrawnCredential> withdrawn(@Nullable DeviceCredentials known, CredentialEvent event) {
        if (known == null) {
            return List.of();
        }
        Set<String> listed = event.credentials().stream().map(Credential::id).collect(Collectors.toSet());
        Stream<WithdrawnCredential> now = known.credentials().stream()
                .filter(credential -> !listed.contains(credential.id()))
                .map(WithdrawnCredential::of);
        return Stream.concat(now, known.withdrawn().stream())
                .limit(WITHDRAWN_KEPT)
                .toList();
    }
}
