package io.muster.telemetry.ingest;

import java.util.List;
import java.util.Map;

import org.jspecify.annotations.Nullable;

/** A number beyond a double's range can be neither averaged nor drawn; JSON can write it all the same. */
final class FiniteNumbers {

    private FiniteNumbers() {}

    /** @throws UnusablePayload if any number in the JSON value is beyond a double's range */
    static void require(@Nullable Object value) throws UnusablePayload {
        if (value instanceof Map<?, ?> object) {
            for (Object member : object.values()) {
                require(member);
            }
        } else if (value instanceof List<?> array) {
            for (Object item : array) {
                require(item);
            }
        } else if (value instanceof Number number && !Double.isFinite(number.doubleValue())) {
            throw new UnusablePayload(RejectionReason.BAD_VALUE, "holds a number that is too large");
        }
    }
}
