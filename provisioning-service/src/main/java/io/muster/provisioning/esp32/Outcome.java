package io.muster.provisioning.esp32;

/** What a device hears that asked to come in. */
public sealed interface Outcome {

    /**
     * It is in.
     *
     * @param token a JWT; exists until the answer is written, and nowhere else
     */
    record Approved(String token, DefaultConfiguration configuration) implements Outcome {

        /** Without the token. */
        @Override
        public String toString() {
            return "Approved[configuration=" + configuration + "]";
        }
    }

    /** A person is to decide; the same call later tells more. */
    record Pending() implements Outcome {}

    /** A person has decided against it. */
    record Rejected() implements Outcome {}
}
