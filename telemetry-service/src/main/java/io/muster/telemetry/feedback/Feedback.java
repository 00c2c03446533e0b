package io.muster.telemetry.feedback;

import java.util.List;

import jakarta.enterprise.context.ApplicationScoped;

import io.muster.telemetry.ingest.Rejection;
import io.muster.telemetry.ingest.RejectionListener;

/**
 * Tells devices what of theirs could not be stored, where that is wanted. At a bounded pace: a device that says nothing
 * but nonsense is told so now and then, not each time.
 */
@ApplicationScoped
class Feedback implements RejectionListener {

    private final FeedbackSettings settings;
    private final DeviceLine line;
    private final Pace pace;

    Feedback(FeedbackSettings settings, DeviceLine line) {
        this.settings = settings;
        this.line = line;
        this.pace = new Pace(settings);
    }

    @Override
    public void rejected(List<Rejection> rejections) {
        for (Rejection rejection : rejections) {
            if (settings.enabledIn(rejection.workspace())) {
                MessageError.of(rejection)
                        .filter(error -> pace.allows(error.device()))
                        .ifPresent(line::say);
            }
        }
    }
}
