package io.muster.kit.inbox;

import java.util.ArrayList;
import java.util.List;

import io.quarkus.runtime.StartupEvent;
import io.smallrye.mutiny.Multi;
import io.smallrye.reactive.messaging.kafka.KafkaConnector;
import org.eclipse.microprofile.reactive.messaging.Message;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class LastInFirstOutTest {

    private final LastInFirstOut last = new LastInFirstOut(new KafkaConnector());
    private final Multi<Message<String>> messages = Multi.createFrom().items(Message.of("first"), Message.of("second"));
    private final List<Object> heard = new ArrayList<>();

    @Test
    void aChannelListensWhenTheRestHasBegun() {
        listen(true);
        assertThat(heard).isEmpty();

        last.begin(new StartupEvent());

        assertThat(heard).containsExactly("first", "second");
    }

    @Test
    void whatAServiceTellsItselfDoesNotWait() {
        listen(false);

        assertThat(heard).containsExactly("first", "second");
    }

    private void listen(boolean isConnector) {
        last.decorate(messages, List.of("news"), isConnector)
                .subscribe()
                .with(message -> heard.add(message.getPayload()));
    }
}
