package io.muster.broker.topics;

import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;

import io.muster.broker.kafka.KafkaConnection;

/**
 * Makes the topics of the platform where they are missing, and ends: with 0 when all are there, with 1 when Kafka is
 * away or refuses, with 2 when a variable is wrong. The variables: those of {@link KafkaConnection}, {@code
 * MUSTER_TOPICS_PARTITIONS} (12) and {@code MUSTER_TOPICS_REPLICAS} (3).
 */
public final class TopicsMain {

    private static final int PARTITIONS = 12;
    private static final int REPLICAS = 3;
    private static final int MOST_PARTITIONS = 10_000;
    private static final int MOST_REPLICAS = 9;

    private TopicsMain() {}

    public static void main(String[] arguments) throws InterruptedException {
        System.exit(run(System.getenv()));
    }

    static int run(Map<String, String> variables) throws InterruptedException {
        try {
            if (variables.getOrDefault("KAFKA_BOOTSTRAP_SERVERS", "").isBlank()) {
                throw new IllegalArgumentException("KAFKA_BOOTSTRAP_SERVERS is required");
            }
            PlatformTopics topics = new PlatformTopics(
                    KafkaConnection.from(variables),
                    number(variables, "MUSTER_TOPICS_PARTITIONS", PARTITIONS, MOST_PARTITIONS),
                    (short) number(variables, "MUSTER_TOPICS_REPLICAS", REPLICAS, MOST_REPLICAS));
            List<String> made = topics.ensure();
            System.out.println(
                    "All topics are there; made now: " + (made.isEmpty() ? "none" : String.join(", ", made)));
            return 0;
        } catch (IllegalArgumentException e) {
            System.err.println(e.getMessage());
            return 2;
        } catch (ExecutionException e) {
            System.err.println("Topics could not be made: " + e.getCause().getMessage());
            return 1;
        }
    }

    private static int number(Map<String, String> variables, String name, int otherwise, int most) {
        String value = variables.getOrDefault(name, Integer.toString(otherwise));
        if (value.matches("[1-9][0-9]{0,5}") && Integer.parseInt(value) <= most) {
            return Integer.parseInt(value);
        }
        throw new IllegalArgumentException(name + " must be a whole number from 1 to " + most);
    }
}
