package io.muster.provisioning;

import java.net.URI;
import java.util.HashMap;
import java.util.Map;

import io.muster.kit.testing.RealServers;

/** All servers, with the service where the broker looks for the keys of device tokens. */
public class ProvisioningServers extends RealServers {

    @Override
    public void init(Map<String, String> arguments) {
        super.init(Map.of("service", "provisioning"));
    }

    @Override
    public Map<String, String> start() {
        Map<String, String> configuration = new HashMap<>(super.start());
        configuration.put("muster.provisioning.secret-key", value("BROKER_SECRET_KEY"));
        int port = URI.create(value("BROKER_JWKS_URL")).getPort();
        configuration.put("quarkus.http.test-port", Integer.toString(port));
        return configuration;
    }
}
