package io.muster.kit.trace;

import io.muster.events.LifecycleEvent;
import io.muster.kit.Ids;
import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.api.trace.Span;
import io.smallrye.common.vertx.VertxContext;
import org.jboss.logging.MDC;
import org.jspecify.annotations.Nullable;

/**
 * Whom work is about, as log lines and spans say it.
 *
 * @param workspace null if it is not known
 * @param device its {@code id}, or what a caller calls it; null if it is about none or several
 */
public record Subject(@Nullable String workspace, @Nullable String device) {

    /** Nobody in particular. */
    public static final Subject NONE = new Subject(null, null);

    private static final String WORKSPACE = "workspace";
    private static final String DEVICE = "device";
    private static final AttributeKey<String> WORKSPACE_ATTRIBUTE = AttributeKey.stringKey("muster.workspace");
    private static final AttributeKey<String> DEVICE_ATTRIBUTE = AttributeKey.stringKey("muster.device");

    /** Whom an event is about. */
    public static Subject of(LifecycleEvent event) {
        return of(event.workspace(), event.subject());
    }

    /** @param subject of an event; may be something else than a device */
    public static Subject of(@Nullable String workspace, @Nullable String subject) {
        return new Subject(workspace, subject != null && Ids.isDeviceId(subject) ? subject : null);
    }

    /** What both have in common. */
    public Subject and(Subject other) {
        return equals(other)
                ? this
                : new Subject(
                        workspace != null && workspace.equals(other.workspace) ? workspace : null,
                        device != null && device.equals(other.device) ? device : null);
    }

    /**
     * Every line that is logged and the span that is current on this Vert.x context from now on are about it. Does nothing
     * where there is no context of its own: it would stay with the thread.
     */
    public void mark() {
        if (VertxContext.isOnDuplicatedContext()) {
            put(WORKSPACE, workspace);
            put(DEVICE, device);
        }
        describe(Span.current());
    }

    /** The end of {@link #mark}, for contexts on which other work follows. */
    public static void unmark() {
        if (VertxContext.isOnDuplicatedContext()) {
            MDC.remove(WORKSPACE);
            MDC.remove(DEVICE);
        }
    }

    /** The span is about it. */
    public void describe(Span span) {
        if (workspace != null) {
            span.setAttribute(WORKSPACE_ATTRIBUTE, workspace);
        }
        if (device != null) {
            span.setAttribute(DEVICE_ATTRIBUTE, device);
        }
    }

    /** Runs what logs a line about it, wherever that is. */
    public void during(Runnable log) {
        @Nullable Object workspaceBefore = MDC.get(WORKSPACE);
        @Nullable Object deviceBefore = MDC.get(DEVICE);
        put(WORKSPACE, workspace);
        put(DEVICE, device);
        try {
            log.run();
        } finally {
            put(WORKSPACE, workspaceBefore);
            put(DEVICE, deviceBefore);
        }
    }

    private static void put(String key, @Nullable Object value) {
        if (value == null) {
            MDC.remove(key);
        } else {
            MDC.put(key, value);
        }
    }
}
