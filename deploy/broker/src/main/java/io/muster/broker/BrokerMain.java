package io.muster.broker;

import java.io.IOException;
import java.io.InputStream;
import java.util.logging.LogManager;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Starts the broker from the environment and runs it until the process is told to end. */
public final class BrokerMain {

    private BrokerMain() {}

    public static void main(String[] arguments) throws IOException {
        configureLogging();
        Logger log = LoggerFactory.getLogger(BrokerMain.class);
        try {
            BrokerSettings settings = BrokerSettings.from(System.getenv());
            log.info("Broker starts settings={}", settings);
            Broker broker = new Broker(settings);
            Runtime.getRuntime().addShutdownHook(new Thread(() -> stop(broker, log), "shutdown"));
            broker.start();
        } catch (Environment.BadSetting e) {
            log.error("Broker cannot start reason={}", e.getMessage());
            System.exit(2);
        } catch (Exception e) {
            log.error("Broker cannot start", e);
            System.exit(1);
        }
    }

    private static void stop(Broker broker, Logger log) {
        try {
            broker.close();
        } catch (Exception e) {
            log.warn("Broker did not stop in order", e);
        }
    }

    private static void configureLogging() throws IOException {
        if (System.getProperty("java.util.logging.config.file") != null) {
            return;
        }
        try (InputStream configuration = BrokerMain.class.getResourceAsStream("/broker-logging.properties")) {
            LogManager.getLogManager().readConfiguration(configuration);
        }
    }
}
