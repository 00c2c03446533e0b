package io.muster.provisioning.serial;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;

/** Serials, and what they may be enrolled with. */
@ConfigMapping(prefix = "muster.provisioning.serial")
interface SerialSettings {

    /** The longest serial, in characters. */
    @WithDefault("200")
    int maxLength();

    /** How many serials one request may enrol. */
    @WithDefault("10000")
    int maxPerRequest();

    /** The type of a device whose enrolment names none. */
    @WithDefault("self-registered")
    String defaultType();

    /** How many keys of one device are valid at once; a further one takes the place of the oldest. */
    @WithDefault("50")
    int keysPerDevice();
}
