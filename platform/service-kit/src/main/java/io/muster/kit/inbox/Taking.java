package io.muster.kit.inbox;

import java.util.List;

import io.muster.events.LifecycleEvent;
import io.muster.kit.trace.EventSpan;
import io.muster.kit.trace.SharedSpan;
import io.muster.kit.trace.Subject;
import io.smallrye.mutiny.Uni;
import org.apache.kafka.common.header.Headers;

/**
 * The taking in of events that came together: a span in the traces in which they were said, and what log lines tell
 * meanwhile.
 *
 * @param about what all of them have in common
 * @param topic the first one, where it is several
 */
record Taking(Subject about, List<Headers> records, String topic) {

    static Taking of(List<? extends LifecycleEvent> events, List<Headers> records, String topic) {
        Subject common = events.stream().map(Subject::of).reduce(Subject::and).orElse(Subject.NONE);
        return new Taking(common, records, topic);
    }

    Uni<Void> around(Uni<Void> handling) {
        return Uni.createFrom().deferred(() -> {
            SharedSpan span = EventSpan.process(records, topic).about(about);
            about.mark();
            return handling.onTermination().invoke(() -> {
                Subject.unmark();
                span.end();
            });
        });
    }
}
