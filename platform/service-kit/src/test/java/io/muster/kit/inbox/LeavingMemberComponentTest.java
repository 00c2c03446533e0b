package io.muster.kit.inbox;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ExecutionException;

import io.muster.events.Topic;
import io.muster.kit.testing.RealServers;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

@QuarkusTest
@WithTestResource(
        value = RealServers.class,
        initArgs = {
            @ResourceArg(name = "service", value = "registry"),
            @ResourceArg(name = "servers", value = "postgres,kafka")
        })
class LeavingMemberComponentTest {

    @ConfigProperty(name = "kafka.bootstrap.servers")
    String kafka;

    @Test
    void aMemberThatIsClosedIsNotWaitedFor() throws ExecutionException, InterruptedException {
        String group = "leaving-" + UUID.randomUUID();
        try (Admin admin = Admin.create(Map.of("bootstrap.servers", kafka))) {
            try (KafkaConsumer<String, byte[]> consumer = member(group)) {
                consumer.subscribe(List.of(Topic.DEVICE_LIFECYCLE.topicName()));
                while (consumer.assignment().isEmpty()) {
                    consumer.poll(Duration.ofMillis(200));
                }
                assertThat(members(admin, group)).isEqualTo(1);
            }

            assertThat(members(admin, group)).isZero();
        }
    }

    private KafkaConsumer<String, byte[]> member(String group) {
        return new KafkaConsumer<>(
                Map.of(
                        "bootstrap.servers",
                        kafka,
                        "group.id",
                        group,
                        "group.instance.id",
                        "one",
                        "interceptor.classes",
                        LeavingMember.class.getName()),
                new StringDeserializer(),
                new ByteArrayDeserializer());
    }

    private static int members(Admin admin, String group) throws ExecutionException, InterruptedException {
        return admin.describeConsumerGroups(List.of(group))
                .describedGroups()
                .get(group)
                .get()
                .members()
                .size();
    }
}
