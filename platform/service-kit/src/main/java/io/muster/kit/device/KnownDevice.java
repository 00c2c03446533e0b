package io.muster.kit.device;

/**
 * A device as a service other than the registry knows it.
 *
 * @param id given by the platform
 * @param deviceId given by the user
 * @param status as the registry last said: {@code active}, {@code inactive}, {@code suspended}, {@code deprecated}
 */
public record KnownDevice(String id, String workspace, String deviceId, String type, String status) {

    /** Whether the device may be talked to. */
    public boolean isReachableByStatus() {
        return status.equals("active");
    }
}
