package io.muster.provisioning.onboarding;

import io.muster.kit.device.KnownDevice;

/**
 * A device that has come in.
 *
 * @param fresh whether the workspace had no device of this name before
 */
public record Admitted(KnownDevice device, boolean fresh) {}
