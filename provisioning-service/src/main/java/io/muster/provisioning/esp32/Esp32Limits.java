package io.muster.provisioning.esp32;

import java.time.Duration;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;

/** How devices of this dialect come in. */
@ConfigMapping(prefix = "muster.provisioning.esp32")
interface Esp32Limits {

    /** The type of a device whose token names none. */
    @WithDefault("esp32")
    String defaultType();

    /** The longest text in a description other than the device's name, in characters. */
    @WithDefault("200")
    int textLength();

    /** The longest device name that becomes its name in the registry whole, in characters. */
    @WithDefault("200")
    int nameLength();

    /** How long the token before a refreshed one stays valid: the answer with the new one may get lost. */
    @WithDefault("10m")
    Duration refreshOverlap();

    /** How many tokens of a device are valid at once when it refreshes one; at least 2. The oldest others end then. */
    @WithDefault("10")
    int maxTokens();

    /** What a device is called in lists. */
    default String name(String deviceId) {
        return deviceId.codePointCount(0, deviceId.length()) <= nameLength()
                ? deviceId
                : deviceId.substring(0, deviceId.offsetByCodePoints(0, nameLength()));
    }
}
