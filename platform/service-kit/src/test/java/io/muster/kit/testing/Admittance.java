package io.muster.kit.testing;

import java.time.Duration;
import java.util.concurrent.CompletionException;

import com.hivemq.client.mqtt.mqtt3.exceptions.Mqtt3ConnAckException;
import com.hivemq.client.mqtt.mqtt5.exceptions.Mqtt5ConnAckException;
import org.awaitility.Awaitility;
import org.awaitility.core.ThrowingRunnable;

/**
 * Gets a new device in. The broker waits 2 s for news of a client that it has not heard of; on a busy machine they may
 * take longer, and then a device that is refused tries again, as it does in the field.
 */
public final class Admittance {

    private static final Duration PATIENCE = Duration.ofSeconds(20);

    private Admittance() {}

    /** Fails when the broker has refused the client for 20 s. */
    public static void await(ThrowingRunnable connect) {
        Awaitility.await()
                .atMost(PATIENCE)
                .ignoreExceptionsMatching(Admittance::isRefusal)
                .untilAsserted(connect);
    }

    private static boolean isRefusal(Throwable failure) {
        Throwable reason = failure instanceof CompletionException ? failure.getCause() : failure;
        return reason instanceof Mqtt3ConnAckException || reason instanceof Mqtt5ConnAckException;
    }
}
