package io.muster.events;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

import static org.assertj.core.api.Assertions.assertThat;

class AsyncApiGoldenTest {

    private final JsonNode description = read();

    @ParameterizedTest
    @EnumSource(Topic.class)
    void everyTopicIsDescribed(Topic topic) {
        JsonNode channel = description.path("channels").path(topic.topicName());

        assertThat(channel.path("address").asText()).isEqualTo(topic.topicName());
    }

    @ParameterizedTest
    @MethodSource("io.muster.events.ExampleEvents#all")
    void everyEventIsDescribedOnItsTopic(LifecycleEvent event) {
        String typeName = EventType.of(event).typeName();

        assertThat(description
                        .path("channels")
                        .path(event.topic().topicName())
                        .path("messages")
                        .has(typeName))
                .as(typeName)
                .isTrue();
    }

    @Test
    void nothingIsDescribedThatDoesNotExist() {
        List<String> described = new ArrayList<>();
        description.path("components").path("messages").fieldNames().forEachRemaining(described::add);

        assertThat(described)
                .allSatisfy(type -> assertThat(EventType.named(type)).isPresent());
    }

    private static JsonNode read() {
        try {
            return new YAMLMapper().readTree(Path.of("asyncapi.yaml").toFile());
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }
}
