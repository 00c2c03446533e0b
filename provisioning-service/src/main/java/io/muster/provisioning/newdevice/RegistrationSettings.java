package io.muster.provisioning.newdevice;

import java.util.OptionalLong;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;

/** How new devices are let in. */
@ConfigMapping(prefix = "muster.provisioning.registration")
interface RegistrationSettings {

    /** What a workspace makes of security tokens that has not said otherwise. */
    @WithDefault("OPTIONAL")
    TokenPolicy tokenPolicy();

    /** How many wrong security tokens block a request. */
    @WithDefault("5")
    int maxWrongTokens();

    /** How many requests a workspace may have at a time. */
    @WithDefault("100000")
    long maxRequests();

    /** How many devices a workspace may have before new ones are refused; without it any number. */
    OptionalLong maxDevices();

    /** How many requests one acceptance of all takes. */
    @WithDefault("2000")
    int maxAcceptedAtOnce();

    /** The type of devices of which nobody has said one. */
    @WithDefault("c8y_Device")
    String deviceType();

    /** How many characters of an id are its device's name, of which nobody has said one. */
    @WithDefault("200")
    int maxNameLength();
}
