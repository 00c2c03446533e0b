package io.muster.broker;

import java.util.Map;

import com.hivemq.client.mqtt.mqtt3.Mqtt3BlockingClient;

/**
 * One platform and one broker, with TLS, for all tests that leave both as they were; started by the first of them.
 * Each test brings devices of its own; what waits for a service on this broker may come from any test.
 */
final class SharedBroker {

    static final String NAME = "broker-shared";
    static final TestPlatform PLATFORM;
    static final TestBroker BROKER;

    static {
        try {
            PLATFORM = TestRun.lasting(new TestPlatform());
            BROKER = TestRun.lasting(TestBroker.start(
                    NAME,
                    PLATFORM,
                    Map.of(
                            "MUSTER_BROKER_KEYSTORE",
                            TestCertificates.named("localhost").keyStoreFile().toString(),
                            "MUSTER_BROKER_KEYSTORE_PASSWORD",
                            TestCertificates.password())));
        } catch (Exception e) {
            throw new ExceptionInInitializerError(e);
        }
    }

    private SharedBroker() {}

    /** An active device with a token, connected. */
    static Mqtt3BlockingClient connected(String device) {
        Mqtt3BlockingClient client = withToken(device);
        client.connect();
        return client;
    }

    /** An active device with a token, not connected yet. */
    static Mqtt3BlockingClient withToken(String device) {
        String password = PLATFORM.activeDeviceWithToken(device);
        return BROKER.client(device, TestPlatform.username(device), password);
    }
}
