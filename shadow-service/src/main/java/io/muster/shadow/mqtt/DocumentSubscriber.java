package io.muster.shadow.mqtt;

import java.util.List;
import java.util.Optional;

import jakarta.enterprise.context.ApplicationScoped;

import io.muster.kit.device.DeviceUnknown;
import io.muster.kit.device.KnownDevices;
import io.muster.kit.mqtt.DeviceMessage;
import io.muster.kit.mqtt.DeviceTopic;
import io.muster.kit.mqtt.Intake;
import io.muster.kit.mqtt.Intakes;
import io.muster.shadow.change.DeviceShadows;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import org.eclipse.microprofile.reactive.messaging.Acknowledgment;
import org.eclipse.microprofile.reactive.messaging.Incoming;
import org.eclipse.microprofile.reactive.messaging.Message;
import org.jboss.logging.Logger;

/** Hears {@code shadow/get} and has the document sent. Devices that ask several times at once are answered once. */
@ApplicationScoped
class DocumentSubscriber {

    private static final Logger LOG = Logger.getLogger(DocumentSubscriber.class);

    private final KnownDevices devices;
    private final DeviceShadows shadows;
    private final ReportSettings settings;
    private final Intake intake;

    DocumentSubscriber(Intakes intakes, KnownDevices devices, DeviceShadows shadows, ReportSettings settings) {
        this.devices = devices;
        this.shadows = shadows;
        this.settings = settings;
        this.intake = intakes.open("shadow-get", this::answer);
    }

    @Incoming("shadow-get")
    @Acknowledgment(Acknowledgment.Strategy.MANUAL)
    Uni<Void> on(Message<byte[]> message) {
        return intake.take(message);
    }

    private Uni<Void> answer(List<DeviceMessage> batch) {
        List<DeviceTopic> askers = batch.stream()
                .map(message -> DeviceTopic.parse(message.topic()))
                .flatMap(Optional::stream)
                .distinct()
                .toList();
        return Multi.createFrom()
                .iterable(askers)
                .onItem()
                .transformToUni(this::show)
                .merge(settings.devicesAtOnce())
                .collect()
                .last();
    }

    private Uni<Void> show(DeviceTopic topic) {
        return devices.require(topic.workspace(), topic.device())
                .chain(device -> shadows.show(device.workspace(), device.id()))
                .onFailure(DeviceUnknown.class)
                .invoke(() -> LOG.infof("request ignored topic=%s reason=device-unknown", topic))
                .onFailure(DeviceUnknown.class)
                .recoverWithNull();
    }
}
