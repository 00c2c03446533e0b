package io.muster.kit.trace;

import java.util.List;

import jakarta.inject.Singleton;

import io.opentelemetry.api.common.Attributes;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.SpanKind;
import io.opentelemetry.context.Context;
import io.opentelemetry.sdk.trace.data.LinkData;
import io.opentelemetry.sdk.trace.samplers.Sampler;
import io.opentelemetry.sdk.trace.samplers.SamplingResult;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/**
 * Which traces are recorded: those that the caller records, and of the others the share that
 * {@code quarkus.otel.traces.sampler.arg} tells, 0 to 1. A statement or call that nobody's request and no message caused,
 * as when a loop looks for work, begins no trace.
 */
@Singleton
class RequestedTraces implements Sampler {

    static final String RATIO = "quarkus.otel.traces.sampler.arg";

    private final Sampler sampler;

    RequestedTraces(@ConfigProperty(name = RATIO, defaultValue = "1.0") double ratio) {
        if (!(ratio >= 0 && ratio <= 1)) {
            throw new IllegalArgumentException(RATIO + " must be from 0 to 1");
        }
        this.sampler = Sampler.parentBased(Sampler.traceIdRatioBased(ratio));
    }

    @Override
    public SamplingResult shouldSample(
            Context parent, String trace, String name, SpanKind kind, Attributes attributes, List<LinkData> links) {
        return kind == SpanKind.CLIENT
                        && !Span.fromContext(parent).getSpanContext().isValid()
                ? SamplingResult.drop()
                : sampler.shouldSample(parent, trace, name, kind, attributes, links);
    }

    @Override
    public String getDescription() {
        return "RequestedTraces{" + sampler.getDescription() + "}";
    }
}
