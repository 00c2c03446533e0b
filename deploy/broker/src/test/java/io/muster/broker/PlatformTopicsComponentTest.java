package io.muster.broker;

import java.util.List;
import java.util.Map;

import io.muster.events.Topic;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.common.config.ConfigResource;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class PlatformTopicsComponentTest {

    @Test
    void onlyWhatIsMissingIsMadeAndForgetsAsTheTopicSays() throws Exception {
        String missing = Topic.DEAD_LETTERS.topicName();
        try (Admin kafka = Admin.create(Map.of("bootstrap.servers", TestKafka.bootstrapServers()))) {
            kafka.deleteTopics(List.of(missing)).all().get();
            Awaitility.await().until(() -> !kafka.listTopics().names().get().contains(missing));

            assertThat(TestKafka.platformTopics().ensure()).containsExactly(missing);
            assertThat(TestKafka.platformTopics().ensure()).isEmpty();

            ConfigResource topic = new ConfigResource(ConfigResource.Type.TOPIC, missing);
            var settings = kafka.describeConfigs(List.of(topic)).all().get().get(topic);
            assertThat(settings.get("cleanup.policy").value()).isEqualTo("delete");
            assertThat(settings.get("retention.ms").value())
                    .isEqualTo(Long.toString(
                            Topic.DEAD_LETTERS.retention().orElseThrow().toMillis()));
        }
    }
}
