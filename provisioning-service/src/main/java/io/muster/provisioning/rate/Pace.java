package io.muster.provisioning.rate;

import java.time.Duration;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

import io.github.bucket4j.Bucket;
import io.github.bucket4j.ConsumptionProbe;

/** Counts the requests of each caller. Forgetting one gives it a full bucket again, which does no harm. */
final class Pace {

    private final int perSecond;
    private final int burst;
    private final Map<String, Bucket> buckets;

    Pace(int perSecond, int burst, int remembered) {
        this.perSecond = perSecond;
        this.burst = burst;
        this.buckets = Collections.synchronizedMap(new LinkedHashMap<>(16, 0.75f, true) {
            private static final long serialVersionUID = 1L;

            @Override
            protected boolean removeEldestEntry(Map.Entry<String, Bucket> eldest) {
                return size() > remembered;
            }
        });
    }

    /** @throws TooManyRequests if the caller has to wait */
    void take(String caller) {
        ConsumptionProbe probe =
                buckets.computeIfAbsent(caller, fresh -> bucket()).tryConsumeAndReturnRemaining(1);
        if (!probe.isConsumed()) {
            throw new TooManyRequests(Duration.ofNanos(probe.getNanosToWaitForRefill()));
        }
    }

    private Bucket bucket() {
        return Bucket.builder()
                .addLimit(limit -> limit.capacity(burst).refillGreedy(perSecond, Duration.ofSeconds(1)))
                .build();
    }
}
