package io.muster.registry.timeline;

import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;

import io.muster.events.CommandEvent;
import io.muster.events.CommandEvent.Execution;
import io.muster.events.ConnectivityEvent;
import io.muster.events.ConnectivityEvent.DeviceConnected;
import io.muster.events.ConnectivityEvent.DeviceDisconnected;
import io.muster.events.ConnectivityEvent.Session;
import io.muster.events.CredentialEvent;
import io.muster.events.CredentialEvent.CredentialsIssued;
import io.muster.events.CredentialEvent.CredentialsRotated;
import io.muster.events.DeviceEvent;
import io.muster.events.DeviceEvent.DeviceDeleted;
import io.muster.events.DeviceEvent.DeviceRegistered;
import io.muster.events.DeviceEvent.DeviceStatusChanged;
import io.muster.events.DeviceEvent.DeviceUpdated;
import io.muster.events.LifecycleEvent;
import io.muster.events.MembershipEvent;
import io.muster.events.MembershipEvent.MemberAdded;
import io.muster.events.ShadowEvent;
import org.jspecify.annotations.Nullable;

/** What an event means in the life of its device: none, one or two entries. */
final class Occurrences {

    private static final String FIRMWARE = "info.firmware";

    private final LifecycleEvent event;
    private final Instant saidAt;

    private Occurrences(LifecycleEvent event, Instant saidAt) {
        this.event = event;
        this.saidAt = saidAt;
    }

    /** @param saidAt when the event was said; the time of those that name no other */
    static List<TimelineEntry> of(LifecycleEvent event, Instant saidAt) {
        return new Occurrences(event, saidAt).entries();
    }

    private List<TimelineEntry> entries() {
        if (event instanceof DeviceEvent device) {
            return ofDevice(device);
        }
        if (event instanceof CredentialEvent credentials) {
            return List.of(ofCredentials(credentials));
        }
        if (event instanceof ConnectivityEvent connectivity) {
            return ofConnectivity(connectivity);
        }
        if (event instanceof CommandEvent command) {
            return List.of(ofCommand(command, command.execution()));
        }
        if (event instanceof ShadowEvent shadow) {
            String about = shadow.name() == null ? "shadow" : "shadow/" + shadow.name();
            return List.of(entry(about, ShadowOccurrence.type(shadow), shadow.at(), ShadowOccurrence.detail(shadow)));
        }
        if (event instanceof MembershipEvent membership) {
            String type = membership instanceof MemberAdded ? "group-joined" : "group-left";
            String group = membership.groupId();
            return List.of(entry("member/" + group, type, saidAt, Map.of("group", group)));
        }
        return List.of();
    }

    private List<TimelineEntry> ofDevice(DeviceEvent device) {
        if (device instanceof DeviceUpdated update) {
            return ofUpdate(update);
        }
        if (device instanceof DeviceStatusChanged change) {
            return List.of(entry(
                    "device",
                    "status-changed",
                    saidAt,
                    Map.of(
                            "from",
                            change.previousStatus(),
                            "to",
                            change.device().status())));
        }
        if (device instanceof DeviceDeleted) {
            return List.of(entry("device", "deleted", saidAt, Map.of()));
        }
        return device instanceof DeviceRegistered
                ? List.of(entry("device", "registered", device.device().createdAt(), Map.of()))
                : List.of();
    }

    private List<TimelineEntry> ofUpdate(DeviceUpdated update) {
        List<String> others = update.changed().stream()
                .filter(field -> !field.equals(FIRMWARE))
                .toList();
        boolean onlyFirmware = others.isEmpty() && !update.changed().isEmpty();
        return Stream.of(
                        update.changed().contains(FIRMWARE)
                                ? entry("firmware", "firmware-changed", saidAt, firmware(update))
                                : null,
                        onlyFirmware ? null : entry("device", "updated", saidAt, Map.of("changed", others)))
                .filter(Objects::nonNull)
                .toList();
    }

    private static Map<String, Object> firmware(DeviceUpdated update) {
        return details("to", update.device().info().get("firmware"));
    }

    private TimelineEntry ofCredentials(CredentialEvent credentials) {
        String type = credentials instanceof CredentialsIssued
                ? "provisioned"
                : credentials instanceof CredentialsRotated ? "credentials-rotated" : "credentials-revoked";
        List<Map<String, Object>> valid = credentials.credentials().stream()
                .map(credential -> details(
                        "id", credential.id(), "type", credential.kind().name().toLowerCase(Locale.ROOT)))
                .toList();
        return entry("credentials", type, saidAt, Map.of("valid", valid));
    }

    private List<TimelineEntry> ofConnectivity(ConnectivityEvent connectivity) {
        Session session = connectivity.session();
        if (connectivity instanceof DeviceConnected) {
            return List.of(new TimelineEntry(
                    event.workspace(),
                    event.subject(),
                    session.connectedAt(),
                    "session/" + session.number() + "/start",
                    "connected",
                    details("protocol", session.protocol(), "ipAddress", session.address())));
        }
        return connectivity instanceof DeviceDisconnected
                ? List.of(new TimelineEntry(
                        event.workspace(),
                        event.subject(),
                        Objects.requireNonNullElse(session.disconnectedAt(), saidAt),
                        "session/" + session.number() + "/end",
                        "disconnected",
                        details("reason", session.reason())))
                : List.of();
    }

    private TimelineEntry ofCommand(CommandEvent command, Execution execution) {
        // CommandTimedOut is command-timed-out.
        String type = command.getClass().getSimpleName().replaceAll("(?<=[a-z])(?=[A-Z])", "-");
        return entry(
                execution.id(),
                type.toLowerCase(Locale.ROOT),
                execution.at(),
                details(
                        "id",
                        execution.id(),
                        "command",
                        execution.command(),
                        "batchId",
                        execution.batchId(),
                        "attempt",
                        execution.attempt(),
                        "reason",
                        execution.reason()));
    }

    private TimelineEntry entry(String about, String type, Instant at, Map<String, Object> detail) {
        return new TimelineEntry(event.workspace(), event.subject(), at, about + "/" + event.revision(), type, detail);
    }

    /** Names and values in turn, without those that are not known. */
    static Map<String, Object> details(@Nullable Object... named) {
        Map<String, Object> details = new LinkedHashMap<>();
        for (int i = 0; i < named.length; i += 2) {
            if (named[i + 1] != null) {
                details.put((String) Objects.requireNonNull(named[i]), named[i + 1]);
            }
        }
        return details;
    }
}
