package io.muster.events;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.stream.Stream;

import com.fasterxml.jackson.databind.ObjectMapper;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class EventGoldenTest {

    private static final ObjectMapper TREE = new ObjectMapper();

    static Stream<LifecycleEvent> events() {
        return ExampleEvents.all();
    }

    @ParameterizedTest
    @MethodSource("events")
    void anEventIsWrittenAsTheGoldenFileSays(LifecycleEvent event) throws IOException {
        assertThat(TREE.readTree(EventJson.write(event)))
                .isEqualTo(TREE.readTree(golden(EventType.of(event).typeName())));
    }

    @ParameterizedTest
    @MethodSource("events")
    void theGoldenFileIsReadAsTheEvent(LifecycleEvent event) throws IOException {
        String typeName = EventType.of(event).typeName();
        assertThat(EventJson.read(typeName, golden(typeName))).contains(event);
    }

    @ParameterizedTest
    @EnumSource(EventType.class)
    void everyTypeHasAnExample(EventType type) {
        assertThat(ExampleEvents.all().map(EventType::of)).contains(type);
    }

    @Test
    void everyEventHasAType() {
        assertThat(Arrays.stream(EventType.values()).map(EventType::event)).hasSameElementsAs(concreteEvents());
    }

    @Test
    void aTypeOfANewerServiceIsNothing() {
        assertThat(EventJson.read("io.muster.device.painted.v1", "{}".getBytes(StandardCharsets.UTF_8)))
                .isEmpty();
    }

    @Test
    void aBrokenBodyIsUnreadable() {
        byte[] body = "{\"revision\":\"many\"}".getBytes(StandardCharsets.UTF_8);
        assertThatThrownBy(() -> EventJson.read("io.muster.device.purged.v1", body))
                .isInstanceOf(EventJson.UnreadableEvent.class);
    }

    @SuppressWarnings("unchecked")
    private static Stream<Class<? extends LifecycleEvent>> leaves(Class<? extends LifecycleEvent> type) {
        return type.isSealed()
                ? Arrays.stream(type.getPermittedSubclasses())
                        .flatMap(sub -> leaves((Class<? extends LifecycleEvent>) sub))
                : Stream.of(type);
    }

    private static java.util.List<Class<? extends LifecycleEvent>> concreteEvents() {
        return leaves(LifecycleEvent.class).toList();
    }

    private static byte[] golden(String typeName) throws IOException {
        try (InputStream file = EventGoldenTest.class.getResourceAsStream("/golden/" + typeName + ".json")) {
            assertThat(file).as("golden file of " + typeName).isNotNull();
            return file.readAllBytes();
        }
    }
}
