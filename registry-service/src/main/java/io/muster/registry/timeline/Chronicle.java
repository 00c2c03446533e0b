package io.muster.registry.timeline;

import java.util.List;

import jakarta.enterprise.context.ApplicationScoped;

import io.muster.events.DeviceEvent.DeviceDeleted;
import io.muster.events.LifecycleEvent;
import io.muster.kit.inbox.Heard;
import io.smallrye.mutiny.Uni;

/** Writes down what the services, this one too, say of devices. */
@ApplicationScoped
public class Chronicle {

    private final Timelines timelines;

    Chronicle(Timelines timelines) {
        this.timelines = timelines;
    }

    /** Takes the events in; any of them may have been heard before. */
    public Uni<Void> hear(List<Heard<LifecycleEvent>> heard) {
        List<TimelineEntry> entries = heard.stream()
                .flatMap(one -> Occurrences.of(one.event(), one.at()).stream())
                .toList();
        List<String> purged = heard.stream()
                .map(Heard::event)
                .filter(event -> event instanceof DeviceDeleted deletion && deletion.purgeData())
                .map(LifecycleEvent::subject)
                .toList();
        return add(entries).chain(() -> purged.isEmpty() ? Uni.createFrom().voidItem() : timelines.forget(purged));
    }

    private Uni<Void> add(List<TimelineEntry> entries) {
        return entries.isEmpty() ? Uni.createFrom().voidItem() : timelines.add(entries);
    }
}
