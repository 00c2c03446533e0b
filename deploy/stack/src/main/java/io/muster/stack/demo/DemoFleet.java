package io.muster.stack.demo;

import java.net.URI;
import java.util.Locale;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.logging.Level;
import java.util.logging.Logger;

/** Twenty GPS trackers that register, provision, and drive around until they are told to end. */
public final class DemoFleet {

    private static final Logger LOG = Logger.getLogger(DemoFleet.class.getName());
    private static final int SIZE = 20;
    private static final int THREADS = 2;

    private DemoFleet() {}

    /** Reads {@code BASE_URL}, {@code ADMIN_TOKEN} and {@code MQTT_PORT} from the environment. */
    public static void main(String[] arguments) throws Exception {
        FleetApi api = new FleetApi(URI.create(System.getenv("BASE_URL")), System.getenv("ADMIN_TOKEN"));
        int mqttPort = Integer.parseInt(System.getenv("MQTT_PORT"));
        ScheduledExecutorService clock = Executors.newScheduledThreadPool(THREADS);
        for (int number = 1; number <= SIZE; number++) {
            String deviceId = String.format(Locale.ROOT, "tracker-%02d", number);
            api.register(deviceId, "GPS tracker " + number);
            Credentials credentials = api.provision(deviceId);
            new Tracker(credentials, new Journey(number), mqttPort, clock).start();
            LOG.log(Level.INFO, "tracker started device={0}", deviceId);
        }
    }
}
