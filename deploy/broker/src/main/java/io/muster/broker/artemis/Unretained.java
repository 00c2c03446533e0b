package io.muster.broker.artemis;

import io.netty.handler.codec.mqtt.MqttConnectMessage;
import io.netty.handler.codec.mqtt.MqttConnectVariableHeader;
import io.netty.handler.codec.mqtt.MqttFixedHeader;
import io.netty.handler.codec.mqtt.MqttPublishMessage;

/** Packets without their wish that the broker keeps something for later subscribers: nothing is retained here. */
final class Unretained {

    private Unretained() {}

    static MqttConnectMessage will(MqttConnectMessage message) {
        MqttConnectVariableHeader header = message.variableHeader();
        return new MqttConnectMessage(
                message.fixedHeader(),
                new MqttConnectVariableHeader(
                        header.name(),
                        header.version(),
                        header.hasUserName(),
                        header.hasPassword(),
                        false,
                        header.willQos(),
                        header.isWillFlag(),
                        header.isCleanSession(),
                        header.keepAliveTimeSeconds(),
                        header.properties()),
                message.payload());
    }

    static MqttPublishMessage publish(MqttPublishMessage message) {
        MqttFixedHeader header = message.fixedHeader();
        return new MqttPublishMessage(
                new MqttFixedHeader(
                        header.messageType(), header.isDup(), header.qosLevel(), false, header.remainingLength()),
                message.variableHeader(),
                message.payload());
    }
}
