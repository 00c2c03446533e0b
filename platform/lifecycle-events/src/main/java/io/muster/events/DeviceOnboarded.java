package io.muster.events;

import java.util.List;
import java.util.Map;

/**
 * A device has come in by itself and has credentials already: the registry is asked to register it under exactly this
 * {@code id}. Said once a device.
 *
 * @param device the {@code id} it was given
 * @param deviceId what it calls itself, unique in the workspace
 * @param info any of the fields of a device's {@code info}, by their names
 * @param groups paths such as {@code plant/hall 2/line 1}; made as needed, and joined
 * @param admittedBy who or what let it in, for example {@code serial} or {@code provisioning-token:ada}
 */
public record DeviceOnboarded(
        long revision,
        String workspace,
        String device,
        String deviceId,
        String type,
        String name,
        Map<String, String> info,
        List<String> tags,
        Map<String, Object> metadata,
        List<String> groups,
        String admittedBy)
        implements LifecycleEvent {

    @Override
    public String subject() {
        return device;
    }

    @Override
    public Topic topic() {
        return Topic.DEVICE_ONBOARDING;
    }
}
