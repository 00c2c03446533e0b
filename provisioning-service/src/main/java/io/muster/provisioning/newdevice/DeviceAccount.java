package io.muster.provisioning.newdevice;

/**
 * What a device logs in with from now on: exists until the answer is written, and nowhere else.
 *
 * @param id what the device calls itself
 */
public record DeviceAccount(String id, String workspace, String username, String password) {

    /** Without the password. */
    @Override
    public String toString() {
        return "DeviceAccount[id=" + id + ", workspace=" + workspace + ", username=" + username + "]";
    }
}
