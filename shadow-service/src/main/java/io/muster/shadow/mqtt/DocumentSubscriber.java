package io.muster.shadow.mqtt;

import java.util.List;
import java.util.Optional;

import jakarta.enterprise.context.ApplicationScoped;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.muster.kit.device.KnownDevices;
import io.muster.kit.mqtt.DeviceMessage;
import io.muster.kit.mqtt.DeviceTopic;
import io.muster.kit.mqtt.Intake;
import io.muster.kit.mqtt.Intakes;
import io.muster.shadow.change.DeviceShadows;
import io.muster.shadow.document.ShadowId;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import org.eclipse.microprofile.reactive.messaging.Acknowledgment;
import org.eclipse.microprofile.reactive.messaging.Incoming;
import org.eclipse.microprofile.reactive.messaging.Message;

/** Hears {@code shadow/get} and has the document sent. Devices that ask several times at once are answered once. */
@ApplicationScoped
class DocumentSubscriber {

    private final KnownDevices devices;
    private final DeviceShadows shadows;
    private final ReportSettings settings;
    private final ObjectMapper json;
    private final Intake intake;

    DocumentSubscriber(
            Intakes intakes, KnownDevices devices, DeviceShadows shadows, ReportSettings settings, ObjectMapper json) {
        this.devices = devices;
        this.shadows = shadows;
        this.settings = settings;
        this.json = json;
        this.intake = intakes.open("shadow-get", this::answer);
    }

    @Incoming("shadow-get")
    @Acknowledgment(Acknowledgment.Strategy.MANUAL)
    Uni<Void> on(Message<byte[]> message) {
        return intake.take(message);
    }

    private Uni<Void> answer(List<DeviceMessage> batch) {
        List<AskedShadow> asked = batch.stream()
                .map(message -> AskedShadow.read(message, json))
                .flatMap(Optional::stream)
                .distinct()
                .toList();
        return Multi.createFrom()
                .iterable(asked)
                .onItem()
                .transformToUni(this::show)
                .merge(settings.devicesAtOnce())
                .collect()
                .last();
    }

    private Uni<Void> show(AskedShadow asked) {
        DeviceTopic topic = asked.device();
        return Nowhere.leaveOut(
                topic,
                devices.require(topic.workspace(), topic.device())
                        .chain(device -> shadows.show(ShadowId.of(device.workspace(), device.id(), asked.name()))));
    }
}
