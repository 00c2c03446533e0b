package io.muster.telemetry.feedback;

import java.time.Duration;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.github.bucket4j.Bucket;

/** How often devices are told something: each one, and all of them together. */
final class Pace {

    private final Cache<String, Bucket> byDevice;
    private final int perMinute;
    private final Bucket all;

    Pace(FeedbackSettings settings) {
        this.byDevice = Caffeine.newBuilder()
                .maximumSize(settings.maxDevices())
                // A bucket that nothing was taken from for so long is full again.
                .expireAfterAccess(Duration.ofMinutes(1))
                .build();
        this.perMinute = settings.perMinute();
        this.all = bucket(settings.perSecond(), Duration.ofSeconds(1));
    }

    /** Whether this device may be told something now. */
    boolean allows(String device) {
        return byDevice.get(device, fresh -> bucket(perMinute, Duration.ofMinutes(1)))
                        .tryConsume(1)
                && all.tryConsume(1);
    }

    private static Bucket bucket(int tokens, Duration period) {
        return Bucket.builder()
                .addLimit(limit -> limit.capacity(tokens).refillGreedy(tokens, period))
                .build();
    }
}
