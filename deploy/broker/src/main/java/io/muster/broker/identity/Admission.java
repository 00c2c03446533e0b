package io.muster.broker.identity;

/** The answer to a client that wants to connect. */
public sealed interface Admission {

    record Admitted(Client client) implements Admission {}

    /**
     * A client is never told why.
     *
     * @param reason in one word
     * @param detail the same for a person
     */
    record Refused(String reason, String detail) implements Admission {}
}
