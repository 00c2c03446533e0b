package io.muster.provisioning.brokers;

import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

import io.muster.events.rights.ServiceAccount;
import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;

/** What brokers without our plugin are answered. */
@ConfigMapping(prefix = "muster.provisioning.mqtt")
interface BrokerSettings {

    /** What a broker shows as its bearer token, 16 characters or more. Without it nobody is answered. */
    Optional<String> token();

    /** The passwords of the platform's own accounts, by their names; one without cannot come in. */
    Map<ServiceAccount, String> servicePasswords();

    /**
     * Whether a certificate's common name is believed where the broker does not pass the certificate on. Only for a broker
     * that verifies certificates against the authorities of the workspaces, and asks their revocation lists.
     */
    @WithDefault("false")
    boolean trustCommonName();

    /** How long a client whose device is not active waits for the registry's word that it is, if its credential is new. */
    @WithDefault("2s")
    Duration activationWait();

    /** How many telemetry channels a device may use. Each replica counts for itself, from its start. */
    @WithDefault("32")
    int maxChannels();

    /** The last levels of {@code status/{state}}. */
    @WithDefault("online,offline,error")
    Set<String> states();
}
