package io.muster.provisioning.credential;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

import io.muster.events.CredentialEvent.Topics;

/**
 * What is to be made.
 *
 * @param life empty for one that does not expire
 * @param topics exactly what the device may say and hear with it; see {@link Permissions}
 */
public record CredentialOrder(Proof proof, Optional<Duration> life, Topics topics) {

    Optional<Instant> expiry(Instant from) {
        return life.map(from::plus);
    }
}
