package io.muster.provisioning.newdevice;

import java.time.Instant;

/**
 * A device that is expected.
 *
 * @param id what it calls itself, 1 to 1,000 characters, unique among the requests of the workspace
 * @param createdBy who expects it
 */
public record NewDeviceRequest(
        String workspace, String id, DevicePlan plan, RequestState state, String createdBy, Instant createdAt) {

    NewDeviceRequest in(RequestState next) {
        return new NewDeviceRequest(workspace, id, plan, next, createdBy, createdAt);
    }
}
