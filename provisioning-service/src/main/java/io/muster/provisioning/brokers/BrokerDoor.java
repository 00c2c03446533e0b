package io.muster.provisioning.brokers;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Optional;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.event.Startup;

import io.muster.provisioning.brokers.BrokerRefusal.BrokerNotTrusted;
import io.muster.provisioning.brokers.BrokerRefusal.NoBrokerExpected;
import org.jspecify.annotations.Nullable;

/** Lets brokers ask, and nobody else: the answers tell whether a password is right. */
@ApplicationScoped
public class BrokerDoor {

    private static final int SHORTEST = 16;

    private final Optional<byte[]> token;

    BrokerDoor(BrokerSettings settings) {
        this.token = settings.token().map(BrokerDoor::bytes);
    }

    void check(@Observes Startup event) {
        if (token.isPresent() && token.get().length < SHORTEST) {
            throw new IllegalStateException("muster.provisioning.mqtt.token must have 16 characters or more");
        }
    }

    /**
     * @param shown null if there is none
     * @throws BrokerRefusal if it is not the brokers' token, or they have none
     */
    public void enter(@Nullable String shown) {
        byte[] wanted = token.orElseThrow(NoBrokerExpected::new);
        if (shown == null || !MessageDigest.isEqual(wanted, bytes(shown))) {
            throw new BrokerNotTrusted();
        }
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
