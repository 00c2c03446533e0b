package io.muster.stack.gateway;

import java.util.EnumMap;
import java.util.HashMap;
import java.util.Map;

import io.muster.stack.layout.ServiceName;

/**
 * Where the gateway listens and where the services are, all on 127.0.0.1.
 *
 * @param port the gateway's own
 * @param services the port of each service
 */
public record GatewaySettings(int port, Map<ServiceName, Integer> services) {

    private static final String PREFIX = "MUSTER_GATEWAY_";

    public GatewaySettings {
        services = Map.copyOf(services);
    }

    static GatewaySettings from(Map<String, String> environment) {
        Map<ServiceName, Integer> services = new EnumMap<>(ServiceName.class);
        for (ServiceName service : ServiceName.values()) {
            services.put(service, Integer.valueOf(environment.get(PREFIX + service)));
        }
        return new GatewaySettings(Integer.parseInt(environment.get(PREFIX + "PORT")), services);
    }

    public Map<String, String> toEnvironment() {
        Map<String, String> environment = new HashMap<>();
        environment.put(PREFIX + "PORT", Integer.toString(port));
        services.forEach((service, number) -> environment.put(PREFIX + service, Integer.toString(number)));
        return environment;
    }
}
