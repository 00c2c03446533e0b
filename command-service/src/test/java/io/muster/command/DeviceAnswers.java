package io.muster.command;

import io.muster.kit.testing.TestDevice;

/** What devices say of their commands. */
final class DeviceAnswers {

    private DeviceAnswers() {}

    static void answer(TestDevice device, String command, String status) {
        answer(device, command, status, "");
    }

    /** @param more further fields, after a comma */
    static void answer(TestDevice device, String command, String status, String more) {
        device.publish("responses", "{\"commandId\":\"" + command + "\",\"status\":\"" + status + "\"" + more + "}");
    }
}
