package io.muster.provisioning.rate;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;

/** How often one caller may ask; generous, for devices that wait for their acceptance ask without a pause. */
@ConfigMapping(prefix = "muster.provisioning.rate")
interface RateSettings {

    /** Requests a second from one address. */
    @WithDefault("2000")
    int perSource();

    /** Requests a second with one identity: a bearer token, or a user name. */
    @WithDefault("1000")
    int perIdentity();

    /** So many seconds' worth may come at once. */
    @WithDefault("5")
    int burstSeconds();

    /** How many addresses, and how many identities, are remembered; whoever was away longest is forgotten. */
    @WithDefault("50000")
    int remembered();
}
