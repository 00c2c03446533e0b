package io.muster.provisioning.credential;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * What is to be made.
 *
 * @param life empty for one that does not expire
 */
record CredentialOrder(AuthType authType, Optional<Duration> life, Permissions permissions) {

    Optional<Instant> expiry(Instant from) {
        return life.map(from::plus);
    }
}
