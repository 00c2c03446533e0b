package io.muster.provisioning.brokers;

import io.muster.provisioning.credential.Held;

/** The answer to a client that wants to connect. */
public sealed interface Admission {

    /** @param held the credential that it came with, and whose it is */
    record OfDevice(Held held) implements Admission {}

    record OfService() implements Admission {}

    /** It is not told why. */
    record Refused() implements Admission {}
}
