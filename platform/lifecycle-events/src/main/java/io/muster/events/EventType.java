package io.muster.events;

import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;

import static java.util.stream.Collectors.toUnmodifiableMap;

/** The CloudEvents {@code type} of each event: {@code io.muster.<noun>.<past tense>.v1}. */
enum EventType {
    DEVICE_REGISTERED("device.registered", DeviceEvent.DeviceRegistered.class),
    DEVICE_UPDATED("device.updated", DeviceEvent.DeviceUpdated.class),
    DEVICE_STATUS_CHANGED("device.status-changed", DeviceEvent.DeviceStatusChanged.class),
    DEVICE_DELETED("device.deleted", DeviceEvent.DeviceDeleted.class),
    GROUP_CREATED("group.created", GroupEvent.GroupCreated.class),
    GROUP_UPDATED("group.updated", GroupEvent.GroupUpdated.class),
    GROUP_DELETED("group.deleted", GroupEvent.GroupDeleted.class),
    MEMBER_ADDED("member.added", MembershipEvent.MemberAdded.class),
    MEMBER_REMOVED("member.removed", MembershipEvent.MemberRemoved.class),
    DEVICE_ONBOARDED("device.onboarded", DeviceOnboarded.class),
    CREDENTIALS_ISSUED("credentials.issued", CredentialEvent.CredentialsIssued.class),
    CREDENTIALS_ROTATED("credentials.rotated", CredentialEvent.CredentialsRotated.class),
    CREDENTIALS_REVOKED("credentials.revoked", CredentialEvent.CredentialsRevoked.class),
    CREDENTIALS_ENFORCED("credentials.enforced", AccessEvent.CredentialsEnforced.class),
    ACCESS_REFUSED("access.refused", AccessEvent.AccessRefused.class),
    DEVICE_CONNECTED("device.connected", ConnectivityEvent.DeviceConnected.class),
    DEVICE_LISTENING("device.listening", ConnectivityEvent.DeviceListening.class),
    DEVICE_DISCONNECTED("device.disconnected", ConnectivityEvent.DeviceDisconnected.class),
    COMMAND_QUEUED("command.queued", CommandEvent.CommandQueued.class),
    COMMAND_SENT("command.sent", CommandEvent.CommandSent.class),
    COMMAND_DELIVERED("command.delivered", CommandEvent.CommandDelivered.class),
    COMMAND_ACCEPTED("command.accepted", CommandEvent.CommandAccepted.class),
    COMMAND_PROGRESSED("command.progressed", CommandEvent.CommandProgressed.class),
    COMMAND_SUCCEEDED("command.succeeded", CommandEvent.CommandSucceeded.class),
    COMMAND_FAILED("command.failed", CommandEvent.CommandFailed.class),
    COMMAND_REJECTED("command.rejected", CommandEvent.CommandRejected.class),
    COMMAND_TIMED_OUT("command.timed-out", CommandEvent.CommandTimedOut.class),
    COMMAND_EXPIRED("command.expired", CommandEvent.CommandExpired.class),
    COMMAND_CANCELED("command.canceled", CommandEvent.CommandCanceled.class),
    COMMANDS_DELIVERED("commands.delivered", CommandsDelivered.class),
    SHADOW_DESIRED_CHANGED("shadow.desired-changed", ShadowEvent.DesiredChanged.class),
    SHADOW_CONVERGED("shadow.converged", ShadowEvent.ShadowConverged.class),
    SHADOW_DIVERGED("shadow.diverged", ShadowEvent.ShadowDiverged.class),
    SHADOW_DESIRED_REJECTED("shadow.desired-rejected", ShadowEvent.DesiredRejected.class),
    SHADOW_REPORTED_CORRECTED("shadow.reported-corrected", ShadowEvent.ReportedCorrected.class),
    STATE_REPORTED("state.reported", StateReported.class),
    DEVICE_PURGED("device.purged", DevicePurged.class);

    private static final Map<String, EventType> BY_NAME =
            Stream.of(values()).collect(toUnmodifiableMap(EventType::typeName, Function.identity()));
    private static final Map<Class<?>, EventType> BY_EVENT =
            Stream.of(values()).collect(toUnmodifiableMap(EventType::event, Function.identity()));

    private final String typeName;
    private final Class<? extends LifecycleEvent> event;

    EventType(String noun, Class<? extends LifecycleEvent> event) {
        this.typeName = "io.muster." + noun + ".v1";
        this.event = event;
    }

    String typeName() {
        return typeName;
    }

    Class<? extends LifecycleEvent> event() {
        return event;
    }

    static Optional<EventType> named(String typeName) {
        return Optional.ofNullable(BY_NAME.get(typeName));
    }

    static EventType of(LifecycleEvent event) {
        EventType type = BY_EVENT.get(event.getClass());
        if (type == null) {
            throw new IllegalStateException("No type is listed for " + event.getClass());
        }
        return type;
    }
}
