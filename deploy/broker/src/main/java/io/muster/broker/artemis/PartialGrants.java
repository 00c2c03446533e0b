package io.muster.broker.artemis;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;

import io.netty.handler.codec.mqtt.MqttSubAckMessage;
import io.netty.handler.codec.mqtt.MqttSubAckPayload;
import io.netty.handler.codec.mqtt.MqttSubscribeMessage;
import io.netty.handler.codec.mqtt.MqttSubscribePayload;
import io.netty.handler.codec.mqtt.MqttTopicSubscription;

/**
 * The SUBSCRIBEs of one connection of which the client gets a part only: Artemis is asked for that part, and its answer
 * is made one to the whole. Each is answered before its packet id is free again, so that there are at most 65,535.
 */
final class PartialGrants {

    private final Map<Integer, List<Boolean>> byPacket = new HashMap<>();

    /** What Artemis is to be asked for. */
    MqttSubscribeMessage granted(MqttSubscribeMessage whole, List<Boolean> granted) {
        if (!granted.contains(false)) {
            return whole;
        }
        byPacket.put(whole.variableHeader().messageId(), granted);
        List<MqttTopicSubscription> part = new ArrayList<>();
        Iterator<Boolean> each = granted.iterator();
        whole.payload().topicSubscriptions().forEach(wanted -> {
            if (each.next()) {
                part.add(wanted);
            }
        });
        return new MqttSubscribeMessage(
                whole.fixedHeader(), whole.idAndPropertiesVariableHeader(), new MqttSubscribePayload(part));
    }

    /** What the client is to be told when Artemis answers this. */
    MqttSubAckMessage whole(MqttSubAckMessage part, int refusal) {
        List<Boolean> granted = byPacket.remove(part.variableHeader().messageId());
        if (granted == null) {
            return part;
        }
        Iterator<Integer> codes = part.payload().reasonCodes().iterator();
        return new MqttSubAckMessage(
                part.fixedHeader(),
                part.idAndPropertiesVariableHeader(),
                new MqttSubAckPayload(granted.stream()
                        .map(given -> given ? codes.next() : refusal)
                        .toList()));
    }
}
