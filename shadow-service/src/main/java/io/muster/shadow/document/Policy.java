package io.muster.shadow.document;

import java.util.Arrays;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

import org.jspecify.annotations.Nullable;

/** Which side stands when both have said something of a key and it is not the same. */
public enum Policy {
    /** What is desired: the device is to do it. */
    CLOUD_WINS,
    /** What the device says: only a key that it never spoke of is asked for. */
    DEVICE_WINS,
    /** What was said later. */
    NEWEST;

    /** As it stands in requests and documents: {@code cloud-wins}. */
    public String text() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    public static Optional<Policy> of(@Nullable String text) {
        return Arrays.stream(values())
                .filter(policy -> policy.text().equals(text))
                .findFirst();
    }

    /** The policy for a key: its own, or that of the nearest object that it is in and that has one. */
    static Policy of(String name, Map<String, Policy> policies) {
        for (int end = name.length(); end > 0; end = name.lastIndexOf('.', end - 1)) {
            @Nullable Policy found = policies.get(name.substring(0, end));
            if (found != null) {
                return found;
            }
        }
        return CLOUD_WINS;
    }

    /** Whether the device is still to take the desired value over. */
    boolean asksFor(Node desired, Node reported) {
        @Nullable Stamp wanted = desired.stamp();
        return switch (this) {
            case CLOUD_WINS -> true;
            case DEVICE_WINS -> false;
            case NEWEST -> wanted != null && wanted.isAfter(reported.stamp());
        };
    }
}
