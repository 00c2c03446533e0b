package io.muster.kit;

import java.util.Locale;
import java.util.regex.Pattern;

import io.hypersistence.tsid.TSID;

/** Makes names for things: a prefix and a time-sorted 64-bit id in 13 letters of Crockford's base 32. */
public final class Ids {

    private static final TSID.Factory FACTORY = TSID.Factory.builder()
            .withRandomFunction(TSID.Factory.THREAD_LOCAL_RANDOM_FUNCTION)
            .build();
    private static final Pattern DEVICE_ID = Pattern.compile("dev_[0-9a-hjkmnp-tv-z]{13}");

    private Ids() {}

    /** A new id such as {@code dev_0hv5kzq3mx2a7}; later ones sort after earlier ones. */
    public static String next(String prefix) {
        return prefix + "_" + FACTORY.generate().toString().toLowerCase(Locale.ROOT);
    }

    /** Whether this is in the form of a device's {@code id}, which no user may choose as a {@code deviceId}. */
    public static boolean isDeviceId(String text) {
        return DEVICE_ID.matcher(text).matches();
    }
}
