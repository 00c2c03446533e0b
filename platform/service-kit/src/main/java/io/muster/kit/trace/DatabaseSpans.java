package io.muster.kit.trace;

import jakarta.inject.Singleton;

import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.context.Context;
import io.opentelemetry.sdk.trace.ReadWriteSpan;
import io.opentelemetry.sdk.trace.ReadableSpan;
import io.opentelemetry.sdk.trace.SpanProcessor;
import org.jspecify.annotations.Nullable;

/**
 * Says of statements which system and database they are for, by the semantic conventions: Quarkus gives the name of the
 * database for that of the system.
 */
@Singleton
class DatabaseSpans implements SpanProcessor {

    private static final AttributeKey<String> SYSTEM = AttributeKey.stringKey("db.system");
    private static final AttributeKey<String> NAME = AttributeKey.stringKey("db.name");

    @Override
    public void onStart(Context parent, ReadWriteSpan span) {
        @Nullable String database = span.getAttribute(SYSTEM);
        if (database != null) {
            span.setAttribute(NAME, database);
            span.setAttribute(SYSTEM, "postgresql");
        }
    }

    @Override
    public boolean isStartRequired() {
        return true;
    }

    @Override
    public void onEnd(ReadableSpan span) {
        // There is nothing to add any more.
    }

    @Override
    public boolean isEndRequired() {
        return false;
    }
}
