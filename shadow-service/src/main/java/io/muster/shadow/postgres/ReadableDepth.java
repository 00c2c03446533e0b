package io.muster.shadow.postgres;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.event.Startup;

import io.muster.shadow.document.ShadowLimits;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/** Refuses to start where shadows could be written that nobody could read again. */
@ApplicationScoped
class ReadableDepth {

    private final ShadowLimits limits;
    private final int readable;

    ReadableDepth(ShadowLimits limits, @ConfigProperty(name = "muster.json.max-depth") int readable) {
        this.limits = limits;
        this.readable = readable;
    }

    /** Beside each level of values stand two levels of {@link SideJson stamps}. */
    void check(@Observes Startup event) {
        int deepest = 2 * limits.maxDepth();
        if (readable <= deepest) {
            throw new IllegalStateException("muster.json.max-depth is " + readable
                    + " and must be above twice muster.shadow.max-depth, which is " + deepest + ".");
        }
    }
}
