package io.muster.command.mqtt;

import java.util.List;
import java.util.Optional;
import java.util.concurrent.Flow;

import jakarta.enterprise.context.ApplicationScoped;

import io.muster.command.execution.Answer.Heard;
import io.muster.command.execution.Answers;
import io.muster.command.execution.CommandSettings;
import io.muster.kit.mqtt.DeviceMessage;
import io.muster.kit.mqtt.DeviceTopic;
import io.muster.kit.mqtt.Intake;
import io.muster.kit.mqtt.Intakes;
import io.smallrye.mutiny.Uni;
import org.eclipse.microprofile.reactive.messaging.Acknowledgment;
import org.eclipse.microprofile.reactive.messaging.Incoming;
import org.eclipse.microprofile.reactive.messaging.Message;
import org.jboss.logging.Logger;

/** Hears what devices answer. What is no answer is logged without its payload, and acknowledged: it will not become one. */
@ApplicationScoped
class ResponseSubscriber {

    private static final Logger LOG = Logger.getLogger(ResponseSubscriber.class);

    private final Intake intake;
    private final Answers answers;
    private final AnswerJson json;
    private final CommandSettings settings;

    ResponseSubscriber(Intakes intakes, Answers answers, AnswerJson json, CommandSettings settings) {
        this.intake = intakes.open("responses", this::store);
        this.answers = answers;
        this.json = json;
        this.settings = settings;
    }

    @Incoming("responses")
    @Acknowledgment(Acknowledgment.Strategy.MANUAL)
    Flow.Subscriber<Message<byte[]>> responses() {
        return intake.subscriber();
    }

    private Uni<Void> store(List<DeviceMessage> messages) {
        return answers.take(
                messages.stream().map(this::read).flatMap(Optional::stream).toList());
    }

    private Optional<Heard> read(DeviceMessage message) {
        Optional<Heard> heard = message.size() > settings.maxAnswerSize()
                ? Optional.empty()
                : DeviceTopic.parse(message.topic()).flatMap(topic -> json.read(topic, message.payload()));
        if (heard.isEmpty()) {
            message.subject()
                    .during(() ->
                            LOG.infof("answer not understood topic=%s bytes=%d", message.topic(), message.size()));
        }
        return heard;
    }
}
