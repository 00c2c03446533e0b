package io.muster.shadow.mqtt;

import io.muster.kit.device.DeviceUnknown;
import io.muster.kit.mqtt.DeviceTopic;
import io.muster.kit.problem.Refusal;
import io.muster.kit.trace.Subject;
import io.muster.shadow.change.ShadowRefusal;
import io.smallrye.mutiny.Uni;
import org.jboss.logging.Logger;

/** What to do with the word of a device that has no such shadow, and will have none when it says it again. */
final class Nowhere {

    private static final Logger LOG = Logger.getLogger(Nowhere.class);

    private Nowhere() {}

    /** The same, but that there is no such shadow is logged and is no failure. */
    static Uni<Void> leaveOut(DeviceTopic topic, Uni<Void> work) {
        return work.onFailure(Nowhere::isFinal)
                .invoke(refusal -> Subject.of(topic.workspace(), topic.device())
                        .during(() ->
                                LOG.infof("message ignored topic=%s reason=%s", topic, ((Refusal) refusal).code())))
                .onFailure(Nowhere::isFinal)
                .recoverWithNull();
    }

    private static boolean isFinal(Throwable failure) {
        return failure instanceof DeviceUnknown || failure instanceof ShadowRefusal;
    }
}
