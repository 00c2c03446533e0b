package io.muster.broker.topics;

import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ExecutionException;

import io.muster.broker.kafka.KafkaConnection;
import io.muster.events.Topic;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.clients.admin.NewTopic;

/**
 * The topics of the platform in one Kafka.
 *
 * @param partitions of each topic that is made; an existing topic keeps what it has
 * @param replicas of each partition
 */
public record PlatformTopics(KafkaConnection kafka, int partitions, short replicas) {

    /**
     * Makes those that are missing; the others are not touched.
     *
     * @return the names of those that were made
     * @throws ExecutionException if Kafka does not answer in a minute, or refuses
     */
    public List<String> ensure() throws ExecutionException, InterruptedException {
        Map<String, Object> client = new HashMap<>(kafka.settings());
        client.put(AdminClientConfig.RECONNECT_BACKOFF_MAX_MS_CONFIG, "100");
        try (Admin admin = Admin.create(client)) {
            Set<String> existing = admin.listTopics().names().get();
            List<NewTopic> missing = Arrays.stream(Topic.values())
                    .map(this::describe)
                    .filter(topic -> !existing.contains(topic.name()))
                    .toList();
            admin.createTopics(missing).all().get();
            return missing.stream().map(NewTopic::name).toList();
        }
    }

    /** What Kafka is told of a topic: how it forgets. */
    public static Map<String, String> configuration(Topic topic) {
        Map<String, String> configuration = new HashMap<>();
        configuration.put("cleanup.policy", topic.cleanup().policy());
        topic.retention()
                .ifPresent(retention -> configuration.put("retention.ms", Long.toString(retention.toMillis())));
        topic.uncompacted().ifPresent(age -> configuration.put("min.compaction.lag.ms", Long.toString(age.toMillis())));
        return configuration;
    }

    private NewTopic describe(Topic topic) {
        return new NewTopic(topic.topicName(), partitions, replicas).configs(configuration(topic));
    }
}
