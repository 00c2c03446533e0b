package io.muster.provisioning.bulk;

import java.util.OptionalLong;

import io.muster.provisioning.revocation.Confirmations;
import io.muster.provisioning.revocation.Expectation;
import io.smallrye.mutiny.Uni;
import org.jspecify.annotations.Nullable;

/** Waits, for one line of a file that gives a device another password, until the brokers go by it. */
final class Enforcement {

    private final Confirmations confirmations;
    private @Nullable Expectation expectation;
    private OptionalLong revision = OptionalLong.empty();

    Enforcement(Confirmations confirmations) {
        this.confirmations = confirmations;
    }

    /** To be called before the change is made, for a broker may be faster than its caller. */
    void expect(String device) {
        expectation = confirmations.expect(device);
    }

    /** @param changed empty if nothing was changed that a broker has a word for */
    void decide(OptionalLong changed) {
        revision = changed;
    }

    /** To be called when the change is committed. Waits for the brokers' word as long as it is worth it. */
    Uni<Void> await() {
        if (expectation == null || revision.isEmpty()) {
            abandon();
            return Uni.createFrom().voidItem();
        }
        return expectation.await(revision.getAsLong()).replaceWithVoid();
    }

    void abandon() {
        revision = OptionalLong.empty();
        if (expectation != null) {
            expectation.abandon();
        }
    }
}
