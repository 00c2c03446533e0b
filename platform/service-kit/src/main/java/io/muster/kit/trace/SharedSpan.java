package io.muster.kit.trace;

import java.util.LinkedHashSet;
import java.util.Set;

import io.opentelemetry.api.GlobalOpenTelemetry;
import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.SpanBuilder;
import io.opentelemetry.api.trace.SpanContext;
import io.opentelemetry.api.trace.SpanKind;
import io.opentelemetry.api.trace.StatusCode;
import io.opentelemetry.api.trace.Tracer;
import io.opentelemetry.context.Context;
import io.opentelemetry.context.Scope;
import io.smallrye.common.vertx.VertxContext;

/**
 * A span of work that is done for many at once, or after those who asked for it have gone on. It stands in the trace of
 * the first of them and links to the others, so that a trace goes on through whatever is done together. Where none of
 * them is traced there is no span.
 */
public final class SharedSpan {

    /** That of work which is not traced. */
    public static final SharedSpan NONE = new SharedSpan(Span.getInvalid(), Scope.noop());

    private final Span span;
    private final Scope scope;

    private SharedSpan(Span span, Scope scope) {
        this.span = span;
        this.scope = scope;
    }

    /** Those for whom work will be done, each once; so many of them that a span's links stay few. */
    public static final class Askers {

        private static final int MOST = 64;

        private final Set<SpanContext> traced = new LinkedHashSet<>();

        /** Passes over those that are not traced, and over all once there are enough. */
        public void add(SpanContext asker) {
            if (asker.isSampled() && !isFull()) {
                traced.add(asker);
            }
        }

        public boolean isFull() {
            return traced.size() >= MOST;
        }

        public boolean isEmpty() {
            return traced.isEmpty();
        }
    }

    /** The source of all our spans. */
    public static Tracer tracer() {
        return GlobalOpenTelemetry.getTracer("io.muster");
    }

    /**
     * Begins one, which is current on this Vert.x context until it ends.
     *
     * @param name of the work, one of few
     */
    public static SharedSpan begin(String name, SpanKind kind, Askers askers) {
        if (askers.isEmpty()) {
            return NONE;
        }
        SpanBuilder builder = tracer().spanBuilder(name).setSpanKind(kind).setNoParent();
        boolean first = true;
        for (SpanContext asker : askers.traced) {
            if (first) {
                builder.setParent(Context.root().with(Span.wrap(asker)));
                first = false;
            } else {
                builder.addLink(asker);
            }
        }
        Span span = builder.startSpan();
        // Elsewhere it would stay with the thread when the work goes on on another one.
        return new SharedSpan(span, VertxContext.isOnDuplicatedContext() ? span.makeCurrent() : Scope.noop());
    }

    public SharedSpan with(AttributeKey<String> key, String value) {
        span.setAttribute(key, value);
        return this;
    }

    public SharedSpan with(AttributeKey<Long> key, long value) {
        span.setAttribute(key, value);
        return this;
    }

    public SharedSpan about(Subject subject) {
        subject.describe(span);
        return this;
    }

    /** To be called on the context on which it began. */
    public void end() {
        scope.close();
        span.end();
    }

    /** As {@link #end}, of work that has failed; the kind of failure is told, not its message. */
    public void fail(Throwable failure) {
        span.setStatus(StatusCode.ERROR, failure.getClass().getSimpleName());
        end();
    }
}
