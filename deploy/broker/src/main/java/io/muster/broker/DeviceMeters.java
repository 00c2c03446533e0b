package io.muster.broker;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.muster.broker.identity.Roster;
import io.muster.broker.session.Sessions;

/** What is measured of the devices of this node. */
final class DeviceMeters {

    private DeviceMeters() {}

    static void watch(Sessions sessions, Roster roster, MeterRegistry meters) {
        Gauge.builder("muster.broker.connected", sessions, Sessions::size)
                .baseUnit("devices")
                .description("Devices that are connected to this node")
                .register(meters);
        Gauge.builder("muster.broker.known", roster, Roster::size)
                .baseUnit("devices")
                .description("Devices whose credentials this node knows")
                .register(meters);
    }
}
