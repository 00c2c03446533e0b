package io.muster.stack.demo;

/** What provisioning gives a device to connect with. */
record Credentials(String username, String password, String clientId) {

    /** Before every topic of the device. The user name is the workspace and the client id. */
    String topicPrefix() {
        String workspace = username.substring(0, username.length() - clientId.length() - 1);
        return workspace + "/devices/" + clientId;
    }

    @Override
    public String toString() {
        return "Credentials[" + username + "]";
    }
}
