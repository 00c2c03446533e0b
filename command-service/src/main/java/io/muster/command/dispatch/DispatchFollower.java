package io.muster.command.dispatch;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;

import jakarta.enterprise.context.ApplicationScoped;

import io.muster.command.execution.DueSignal;
import io.muster.events.ConnectivityEvent;
import io.muster.events.ConnectivityEvent.DeviceDisconnected;
import io.muster.events.DeviceEvent;
import io.muster.events.DeviceEvent.DeviceDeleted;
import io.muster.events.DeviceEvent.DeviceRegistered;
import io.muster.kit.device.DeviceFollower;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;

/** Sends what has waited when a device comes, and gives up what waits when it goes for good. */
@ApplicationScoped
class DispatchFollower implements DeviceFollower {

    private final DeviceWatch watch;
    private final DueSignal due;

    DispatchFollower(DeviceWatch watch, DueSignal due) {
        this.watch = watch;
        this.due = due;
    }

    /** Those that may be talked to together, as long as none of them is closed between. */
    @Override
    public Uni<Void> onDevices(List<DeviceEvent> events) {
        List<Supplier<Uni<Void>>> steps = new ArrayList<>();
        Set<String> opened = new LinkedHashSet<>();
        for (DeviceEvent event : events) {
            if (event instanceof DeviceRegistered) {
                // Of a device that is new nothing waits yet.
                continue;
            }
            if (DeviceCondition.closure(status(event)).isPresent()) {
                steps.add(opens(opened));
                opened = new LinkedHashSet<>();
                steps.add(() -> closes(event));
            } else {
                opened.add(event.subject());
            }
        }
        steps.add(opens(opened));
        return Multi.createFrom()
                .iterable(steps)
                .onItem()
                .transformToUniAndConcatenate(Supplier::get)
                .collect()
                .last()
                .replaceWithVoid();
    }

    private static String status(DeviceEvent event) {
        return event instanceof DeviceDeleted
                ? DeviceCondition.DELETED
                : event.device().status();
    }

    private Uni<Void> closes(DeviceEvent event) {
        return watch.closes(event.subject()).invoke(() -> due.raise());
    }

    private Supplier<Uni<Void>> opens(Set<String> devices) {
        return () -> devices.isEmpty()
                ? Uni.createFrom().voidItem()
                : watch.opens(devices)
                        .invoke(waited -> {
                            if (waited) {
                                due.raise();
                            }
                        })
                        .replaceWithVoid();
    }

    @Override
    public Uni<Void> onConnectivity(List<ConnectivityEvent> events) {
        Map<String, Long> sessions = new HashMap<>();
        for (ConnectivityEvent event : events) {
            if (event instanceof DeviceDisconnected
                    || event.session().listening().isEmpty()) {
                sessions.remove(event.device());
            } else {
                sessions.put(event.device(), event.session().number());
            }
        }
        return sessions.isEmpty()
                ? Uni.createFrom().voidItem()
                : watch.listen(sessions).invoke(() -> due.raise());
    }
}
