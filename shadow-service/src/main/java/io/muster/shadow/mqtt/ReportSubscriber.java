package io.muster.shadow.mqtt;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import jakarta.enterprise.context.ApplicationScoped;

import io.muster.kit.device.KnownDevices;
import io.muster.kit.mqtt.DeviceMessage;
import io.muster.kit.mqtt.DeviceTopic;
import io.muster.kit.mqtt.Intake;
import io.muster.kit.mqtt.Intakes;
import io.muster.shadow.change.DeviceShadows;
import io.muster.shadow.change.Report;
import io.muster.shadow.document.ShadowId;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import org.eclipse.microprofile.reactive.messaging.Acknowledgment;
import org.eclipse.microprofile.reactive.messaging.Incoming;
import org.eclipse.microprofile.reactive.messaging.Message;
import org.jspecify.annotations.Nullable;

/** Hears {@code shadow/reported}. Reports of one shadow are taken in the order in which they came. */
@ApplicationScoped
class ReportSubscriber {

    /** Whose reports belong together. */
    private record Place(DeviceTopic topic, @Nullable String name) {}

    private final KnownDevices devices;
    private final DeviceShadows shadows;
    private final ReportReader reader;
    private final ReportSettings settings;
    private final Intake intake;

    ReportSubscriber(
            Intakes intakes,
            KnownDevices devices,
            DeviceShadows shadows,
            ReportReader reader,
            ReportSettings settings) {
        this.devices = devices;
        this.shadows = shadows;
        this.reader = reader;
        this.settings = settings;
        this.intake = intakes.open("shadow-reported", this::take);
    }

    @Incoming("shadow-reported")
    @Acknowledgment(Acknowledgment.Strategy.MANUAL)
    Uni<Void> on(Message<byte[]> message) {
        return intake.take(message);
    }

    private Uni<Void> take(List<DeviceMessage> batch) {
        return Multi.createFrom()
                .iterable(byShadow(batch).entrySet())
                .onItem()
                .transformToUni(reports -> report(reports.getKey(), reports.getValue()))
                .merge(settings.devicesAtOnce())
                .collect()
                .last();
    }

    private Map<Place, List<Report>> byShadow(List<DeviceMessage> batch) {
        Map<Place, List<Report>> reports = new LinkedHashMap<>();
        for (DeviceMessage message : batch) {
            DeviceTopic.parse(message.topic())
                    .ifPresent(device -> reader.read(message).ifPresent(said -> reports.computeIfAbsent(
                                    new Place(device, said.name()), first -> new ArrayList<>())
                            .add(said.report())));
        }
        return reports;
    }

    private Uni<Void> report(Place place, List<Report> reports) {
        DeviceTopic topic = place.topic();
        return Nowhere.leaveOut(
                topic,
                devices.require(topic.workspace(), topic.device())
                        .chain(device ->
                                shadows.report(ShadowId.of(device.workspace(), device.id(), place.name()), reports)));
    }
}
