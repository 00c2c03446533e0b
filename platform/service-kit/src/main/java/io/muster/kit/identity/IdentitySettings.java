package io.muster.kit.identity;

import java.time.Duration;
import java.util.Optional;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;

/** Whom the service believes. */
@ConfigMapping(prefix = "muster.identity")
interface IdentitySettings {

    /** Where the public keys of the token issuer are: an https URL of a JWKS, or a file. */
    String jwks();

    /**
     * Where the public keys of device tokens are: the URL of provisioning's JWKS, or a file. Without it the services
     * that devices call over HTTP do not believe any.
     */
    Optional<String> deviceJwks();

    /**
     * The key under which devices' secrets are kept: 32 random bytes in base64, the same as provisioning's and the
     * brokers'. Without it devices are known over HTTP by their tokens alone.
     */
    Optional<String> secretKey();

    /** The issuer that a token must name. */
    String issuer();

    /** How tokens are signed: an algorithm of RFC 7518. */
    @WithDefault("ES256")
    String algorithm();

    /**
     * Whether keys that the local stack made for itself are good enough. Only ever true on a laptop: without it a
     * service that finds such a key refuses to start.
     */
    @WithDefault("false")
    boolean allowLocalKeys();

    /**
     * For how long a token whose signature was right is believed without looking again, and never beyond its own end. A
     * key that is withdrawn counts for so long.
     */
    @WithDefault("1m")
    Duration verifiedFor();

    /** How many tokens are remembered in this way. */
    @WithDefault("5000")
    int verifiedTokens();

    /** How much is told on {@code device-access} of those who were kept out in a device's name. */
    Refusals refusals();

    /** Bounds that keep a flood of guesses a trickle of events. */
    interface Refusals {

        /** One event of a device stands for all of its refusals in such a time. */
        @WithDefault("5s")
        Duration interval();

        /** Of so many devices in one interval; the others wait. */
        @WithDefault("100")
        int perInterval();

        /** Refusals of so many devices wait to be told; those of others are not. */
        @WithDefault("1000")
        int maxDevices();
    }
}
