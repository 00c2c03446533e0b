package io.muster.chart;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

import io.fabric8.kubernetes.api.model.EnvVar;
import io.fabric8.kubernetes.api.model.batch.v1.Job;
import io.muster.broker.topics.PlatformTopics;
import io.muster.broker.topics.TopicsMain;
import io.muster.events.Topic;
import io.strimzi.api.kafka.model.topic.KafkaTopic;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/** Topics are those of the platform, whoever makes them. */
class TopicsTest {

    @Test
    void strimziMakesTheTopicsOfThePlatformAsTheyForget() {
        Map<String, Map<String, Object>> made = new TreeMap<>();
        Chart.installed()
                .with("kafka.topics.create", "strimzi")
                .with("kafka.topics.strimziCluster", "kafka")
                .render()
                .all(KafkaTopic.class)
                .forEach(topic ->
                        made.put(topic.getMetadata().getName(), topic.getSpec().getConfig()));

        Map<String, Map<String, Object>> wanted = new TreeMap<>();
        Arrays.stream(Topic.values())
                .forEach(topic -> wanted.put(topic.topicName(), Map.copyOf(PlatformTopics.configuration(topic))));
        assertThat(made).isEqualTo(wanted);
    }

    @Test
    void theJobRunsTheBrokersProgramWithWhatItReads() {
        var container = Chart.withEverything()
                .render()
                .one(Job.class, "muster-topics-1")
                .getSpec()
                .getTemplate()
                .getSpec()
                .getContainers()
                .get(0);

        assertThat(container.getCommand()).contains(TopicsMain.class.getName());
        assertThat(container.getEnv())
                .extracting(EnvVar::getName)
                .filteredOn(name -> !name.startsWith("KAFKA_"))
                .isEqualTo(List.of("MUSTER_TOPICS_PARTITIONS", "MUSTER_TOPICS_REPLICAS"));
    }
}
