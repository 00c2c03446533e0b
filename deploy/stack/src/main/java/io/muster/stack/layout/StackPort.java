package io.muster.stack.layout;

/** Everything in the stack that listens, with the port it has by default. */
public enum StackPort {
    GATEWAY(8080),
    REGISTRY(8081),
    PROVISIONING(8082),
    TELEMETRY(8083),
    COMMAND(8084),
    SHADOW(8085),
    REGISTRY_MANAGEMENT(9081),
    PROVISIONING_MANAGEMENT(9082),
    TELEMETRY_MANAGEMENT(9083),
    COMMAND_MANAGEMENT(9084),
    SHADOW_MANAGEMENT(9085),
    MQTT(1883),
    MQTTS(8883),
    /** Elsewhere often 8083, which is the telemetry service here. */
    MQTT_WS(8093),
    BROKER_HEALTH(9086),
    POSTGRES(5432),
    KAFKA(9092),
    KAFKA_CONTROLLER(9093);

    private final int number;

    StackPort(int number) {
        this.number = number;
    }

    public int number() {
        return number;
    }
}
