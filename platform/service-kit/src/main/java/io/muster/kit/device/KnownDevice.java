package io.muster.kit.device;

import java.util.Set;

/**
 * A device as a service other than the registry knows it.
 *
 * @param id given by the platform
 * @param deviceId given by the user
 * @param status as the registry last said: {@code active}, {@code inactive}, {@code suspended}, {@code deprecated}
 */
public record KnownDevice(String id, String workspace, String deviceId, String type, String status) {

    private static final Set<String> KEPT_OUT = Set.of("suspended", "deprecated");

    /** Whether the device may not come in, whatever it shows. */
    public boolean isKeptOut() {
        return KEPT_OUT.contains(status);
    }

    /** Whether the device may be talked to. */
    public boolean isReachableByStatus() {
        return status.equals("active");
    }
}
