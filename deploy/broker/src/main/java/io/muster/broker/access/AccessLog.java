package io.muster.broker.access;

import java.time.Clock;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

import io.github.bucket4j.Bucket;
import io.muster.broker.session.SessionNumbers;
import io.muster.events.AccessEvent.AccessRefused;
import io.muster.events.AccessEvent.Attempt;
import org.jspecify.annotations.Nullable;

/**
 * Tells the platform who was kept out in the name of which device: at a bounded pace for each device and for all of
 * them, so that a flood of guesses stays a trickle of events. What is too much for the moment is counted and told with
 * the next one.
 */
public final class AccessLog {

    private final String broker;
    private final Clock clock;
    private final SessionNumbers numbers;
    private final AccessAnnouncer announcer;
    private final AccessPace pace;
    private final Bucket all;
    private final Map<String, Trickle> byDevice = new ConcurrentHashMap<>();

    public AccessLog(String broker, Clock clock, SessionNumbers numbers, AccessAnnouncer announcer, AccessPace pace) {
        this.broker = broker;
        this.clock = clock;
        this.numbers = numbers;
        this.announcer = announcer;
        this.pace = pace;
        this.all = bucket(pace.perSecond(), Duration.ofSeconds(1));
    }

    /**
     * @param action {@code connect}, {@code publish} or {@code subscribe}
     * @param topic null for a connection
     */
    public void refused(
            String workspace,
            String device,
            String action,
            String reason,
            String detail,
            @Nullable String topic,
            Origin origin) {
        if (byDevice.size() >= pace.maxDevices() && !byDevice.containsKey(device)) {
            return;
        }
        Attempt attempt =
                new Attempt(action, reason, detail, topic, origin.protocol(), origin.address(), clock.instant());
        byDevice.compute(device, (id, known) -> {
            Trickle trickle =
                    known == null ? new Trickle(workspace, bucket(pace.perDevice(), Duration.ofMinutes(1))) : known;
            trickle.add(attempt);
            tell(device, trickle);
            return trickle;
        });
    }

    /** Tells what had to wait, and forgets whom nobody claims to be any more; to be called every now and then. */
    public void flush() {
        byDevice.keySet()
                .forEach(device -> byDevice.computeIfPresent(device, (id, trickle) -> {
                    tell(id, trickle);
                    return trickle.isOver(pace.perDevice()) ? null : trickle;
                }));
    }

    private void tell(String device, Trickle trickle) {
        if (trickle.unsaid > 0 && trickle.bucket.tryConsume(1) && all.tryConsume(1)) {
            announcer.announce(new AccessRefused(
                    numbers.next(), trickle.workspace, device, broker, trickle.latest(), trickle.unsaid));
            trickle.unsaid = 0;
        }
    }

    private static Bucket bucket(int tokens, Duration period) {
        return Bucket.builder()
                .addLimit(limit -> limit.capacity(tokens).refillGreedy(tokens, period))
                .build();
    }

    /** The refusals of one device that are still to be told. */
    private static final class Trickle {

        private final String workspace;
        private final Bucket bucket;
        private @Nullable Attempt latest;
        private long unsaid;

        Trickle(String workspace, Bucket bucket) {
            this.workspace = workspace;
            this.bucket = bucket;
        }

        void add(Attempt attempt) {
            latest = attempt;
            unsaid++;
        }

        Attempt latest() {
            if (latest == null) {
                throw new IllegalStateException("Nothing is to be told");
            }
            return latest;
        }

        boolean isOver(int capacity) {
            return unsaid == 0 && bucket.getAvailableTokens() >= capacity;
        }
    }
}
