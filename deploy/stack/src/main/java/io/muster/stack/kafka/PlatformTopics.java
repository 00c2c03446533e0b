package io.muster.stack.kafka;

import java.io.IOException;
import java.nio.file.Files;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.logging.Level;
import java.util.logging.Logger;

import io.muster.events.Topic;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.clients.admin.NewTopic;

/** The topics of the platform, made as soon as Kafka answers. */
final class PlatformTopics {

    private static final Logger LOG = Logger.getLogger(PlatformTopics.class.getName());
    private static final short ONE_REPLICA = 1;

    private final KafkaSettings settings;

    PlatformTopics(KafkaSettings settings) {
        this.settings = settings;
    }

    /** Makes those that are missing, then says that Kafka is ready; without topics nothing here has a purpose. */
    void ensure() {
        Map<String, Object> client = Map.of(
                AdminClientConfig.BOOTSTRAP_SERVERS_CONFIG,
                settings.bootstrap(),
                AdminClientConfig.RECONNECT_BACKOFF_MAX_MS_CONFIG,
                "100");
        try (Admin admin = Admin.create(client)) {
            Set<String> existing = admin.listTopics().names().get();
            List<NewTopic> missing = Arrays.stream(Topic.values())
                    .map(this::describe)
                    .filter(topic -> !existing.contains(topic.name()))
                    .toList();
            admin.createTopics(missing).all().get();
            Files.writeString(settings.readyFile(), "");
        } catch (ExecutionException | IOException e) {
            LOG.log(Level.SEVERE, "topics could not be made", e);
            Runtime.getRuntime().halt(1);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private NewTopic describe(Topic topic) {
        Map<String, String> configuration = new HashMap<>();
        configuration.put("cleanup.policy", topic.cleanup().policy());
        topic.retention()
                .ifPresent(retention -> configuration.put("retention.ms", Long.toString(retention.toMillis())));
        topic.uncompacted().ifPresent(age -> configuration.put("min.compaction.lag.ms", Long.toString(age.toMillis())));
        return new NewTopic(topic.topicName(), settings.partitions(), ONE_REPLICA).configs(configuration);
    }
}
