package io.muster.kit.identity;

import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;

import io.muster.events.AccessEvent.AccessRefused;
import io.muster.events.AccessEvent.Attempt;
import io.muster.kit.Ids;
import io.muster.kit.device.KnownDevices;
import io.muster.kit.outbox.Announcer;
import io.quarkus.arc.properties.IfBuildProperty;
import io.quarkus.runtime.StartupEvent;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import io.vertx.core.Vertx;
import io.vertx.core.net.SocketAddress;
import io.vertx.ext.web.RoutingContext;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * Tells the platform who was kept out here in the name of which device. Nobody waits for it: refusals are counted in
 * memory and told now and then, one event for all of a device's; what Kafka does not take then is left out.
 */
@ApplicationScoped
@IfBuildProperty(name = "muster.device.tokens", stringValue = "true")
class FailedAccess {

    private static final Logger LOG = Logger.getLogger(FailedAccess.class);

    /** Longer than the topic of any channel. */
    private static final int TOPIC_LENGTH = 512;
    /** Control characters, and halves of surrogate pairs: Postgres does not take all of them. */
    private static final String NOT_TO_BE_KEPT = "[\\p{Cc}\\p{Cs}]";

    private final Vertx vertx;
    private final KnownDevices devices;
    private final Announcer announcer;
    private final IdentitySettings.Refusals settings;
    private final String teller;
    private final Clock clock = Clock.systemUTC();
    private final AtomicLong revisions = new AtomicLong();
    private final AtomicBoolean busy = new AtomicBoolean();
    private final Map<String, Untold> byDevice = new ConcurrentHashMap<>();

    private record Untold(Attempt latest, long attempts) {}

    FailedAccess(
            Vertx vertx,
            KnownDevices devices,
            Announcer announcer,
            IdentitySettings settings,
            @ConfigProperty(name = "muster.service") String service,
            @ConfigProperty(name = "muster.replica") String replica) {
        this.vertx = vertx;
        this.devices = devices;
        this.announcer = announcer;
        this.settings = settings.refusals();
        this.teller = service + "-" + replica;
    }

    void start(@Observes StartupEvent event) {
        vertx.setPeriodic(settings.interval().toMillis(), timer -> tell());
    }

    /**
     * Somebody did not come in.
     *
     * @param device the {@code id} that was claimed, which need not be one
     * @param detail for a person; nothing of what was shown
     */
    void toAuthenticate(String device, String reason, String detail, RoutingContext exchange) {
        note(device, "authenticate", reason, detail, null, exchange);
    }

    /** The device came in, but may not publish to the topic, which may be any text. */
    void toPublish(String device, String topic, RoutingContext exchange) {
        String shown =
                topic.substring(0, Math.min(topic.length(), TOPIC_LENGTH)).replaceAll(NOT_TO_BE_KEPT, "?");
        TopicNotAllowed refusal = new TopicNotAllowed(shown);
        note(device, "publish", refusal.code(), refusal.detail(), shown, exchange);
    }

    private void note(
            String device,
            String action,
            String reason,
            String detail,
            @Nullable String topic,
            RoutingContext exchange) {
        if (!Ids.isDeviceId(device) || byDevice.size() >= settings.maxDevices() && !byDevice.containsKey(device)) {
            return;
        }
        Attempt attempt = new Attempt(action, reason, detail, topic, "http", address(exchange), clock.instant());
        byDevice.merge(device, new Untold(attempt, 1), (known, now) -> new Untold(now.latest, known.attempts + 1));
    }

    /** Empty if a proxy told a name instead. */
    private static String address(RoutingContext exchange) {
        @Nullable SocketAddress peer = exchange.request().remoteAddress();
        return peer == null ? "" : Objects.requireNonNullElse(peer.hostAddress(), "");
    }

    private void tell() {
        if (byDevice.isEmpty() || !busy.compareAndSet(false, true)) {
            return;
        }
        List<String> now =
                byDevice.keySet().stream().limit(settings.perInterval()).toList();
        Multi.createFrom()
                .iterable(now)
                .onItem()
                .transformToUniAndConcatenate(this::event)
                .collect()
                .asList()
                .chain(announcer::announce)
                .onTermination()
                .invoke(() -> busy.set(false))
                .subscribe()
                .with(
                        told -> LOG.debugf("refusals told devices=%d", now.size()),
                        failure -> LOG.warnf("refusals not told devices=%d reason=%s", now.size(), failure));
    }

    /** Of a device that is none, nothing is told. */
    private Uni<AccessRefused> event(String id) {
        Untold untold = byDevice.remove(id);
        return devices.byId(id)
                .map(device -> device == null || untold == null
                        ? null
                        : new AccessRefused(
                                revision(), device.workspace(), id, teller, untold.latest, untold.attempts));
    }

    /** Grows over restarts, too: microseconds since 1970, as brokers count. */
    private long revision() {
        long now = ChronoUnit.MICROS.between(Instant.EPOCH, clock.instant());
        return revisions.updateAndGet(last -> Math.max(last + 1, now));
    }
}
