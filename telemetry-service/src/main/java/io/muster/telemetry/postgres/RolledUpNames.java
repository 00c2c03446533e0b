package io.muster.telemetry.postgres;

import java.time.Instant;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

import jakarta.enterprise.context.ApplicationScoped;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.muster.telemetry.ingest.IngestLimits;

/**
 * Lets so many of a device's names of values into the sums of an hour, and no more: a name is a row there for years.
 * Each replica counts for itself, in memory and by hashes, and begins anew when it is started; asking Postgres with each
 * batch would cost more than the sums.
 */
@ApplicationScoped
class RolledUpNames {

    private record DeviceHour(String device, Instant hour) {}

    private final int most;
    private final Counter refused;
    private final Cache<DeviceHour, Set<Integer>> names;

    RolledUpNames(IngestLimits limits, MeterRegistry meters) {
        this.most = limits.maxRolledUpNames();
        this.refused = Counter.builder("muster.rollups.refused")
                .description("Numbers that were stored but are not in the sums of their hour: too many names")
                .register(meters);
        this.names = Caffeine.newBuilder()
                .maximumWeight(limits.rolledUpNamesRemembered())
                .weigher((DeviceHour hour, Set<Integer> known) -> known.size() + 1)
                .build();
    }

    /** Whether the name is one of the first of its hour. */
    boolean admit(String device, Instant hour, String channel, String name) {
        DeviceHour key = new DeviceHour(device, hour);
        Set<Integer> known = names.get(key, first -> ConcurrentHashMap.newKeySet(8));
        int hash = 31 * channel.hashCode() + name.hashCode();
        if (known.contains(hash)) {
            return true;
        }
        if (known.size() >= most) {
            refused.increment();
            return false;
        }
        known.add(hash);
        // It weighs more now.
        names.put(key, known);
        return true;
    }
}
