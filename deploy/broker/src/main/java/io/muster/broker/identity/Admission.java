package io.muster.broker.identity;

/** The answer to a client that wants to connect. */
public sealed interface Admission {

    record Admitted(Client client) implements Admission {}

    /** @param reason for the log; a client is never told */
    record Refused(String reason) implements Admission {}
}
