package io.muster.kit.device;

import io.muster.kit.problem.Refusal;

/** The workspace has no such device, also not after waiting for news of it. */
public final class DeviceUnknown extends Refusal {

    private static final long serialVersionUID = 1L;

    public DeviceUnknown(String reference) {
        super(Kind.NOT_FOUND, "device-not-found", "There is no device '" + reference + "' in this workspace.");
    }
}
