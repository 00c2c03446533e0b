package io.muster.bench.command;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.TimeUnit;

import io.muster.bench.JdbcUrl;
import io.muster.bench.StackUnderTest;
import io.muster.events.EventRecord;
import io.muster.events.GroupEvent.GroupCreated;
import io.muster.events.GroupEvent.GroupDeleted;
import io.muster.events.GroupEvent.GroupSnapshot;
import io.muster.events.LifecycleEvent;
import io.muster.events.MembershipEvent.MemberAdded;
import io.muster.events.MembershipEvent.MemberRemoved;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.StringSerializer;

/** A group that is said to Kafka in the registry's place: a hundred thousand members take the registry minutes. */
final class AnnouncedGroup implements AutoCloseable {

    private static final String KNOWN = "select count(*) from known_member where group_id = ? and not removed";
    private static final long PACE_MILLIS = 200;

    private final String id = "grp_" + UUID.randomUUID().toString().substring(0, 13);
    private final String workspace;
    private final List<String> members;
    private final KafkaProducer<String, String> producer;

    /** Returns when the command service knows all of them. */
    AnnouncedGroup(StackUnderTest stack, List<String> members) throws SQLException, InterruptedException {
        this.workspace = stack.workspace();
        this.members = List.copyOf(members);
        this.producer = new KafkaProducer<>(
                Map.of("bootstrap.servers", stack.value("KAFKA_BOOTSTRAP"), "linger.ms", 20),
                new StringSerializer(),
                new StringSerializer());
        say(new GroupCreated(1, snapshot()));
        members.forEach(device -> say(new MemberAdded(1, workspace, id, device)));
        producer.flush();
        awaitKnown(stack);
    }

    String id() {
        return id;
    }

    /** Says that the group is gone again. */
    @Override
    public void close() {
        say(new GroupDeleted(2, snapshot()));
        members.forEach(device -> say(new MemberRemoved(2, workspace, id, device)));
        producer.close();
    }

    private GroupSnapshot snapshot() {
        return new GroupSnapshot(id, workspace, "bench", null, List.of(), members.size(), null, null);
    }

    private void say(LifecycleEvent event) {
        EventRecord said = EventRecord.of(event, "/bench", UUID.randomUUID().toString(), Instant.now());
        ProducerRecord<String, String> message = new ProducerRecord<>(said.topic(), said.key(), said.body());
        said.headers().forEach((name, value) -> message.headers().add(name, value.getBytes()));
        producer.send(message);
    }

    private void awaitKnown(StackUnderTest stack) throws SQLException, InterruptedException {
        try (Connection connection = JdbcUrl.connect(stack.value("COMMAND_DB_URL"));
                PreparedStatement known = connection.prepareStatement(KNOWN)) {
            known.setString(1, id);
            while (count(known) < members.size()) {
                TimeUnit.MILLISECONDS.sleep(PACE_MILLIS);
            }
        }
    }

    private static long count(PreparedStatement known) throws SQLException {
        try (ResultSet rows = known.executeQuery()) {
            rows.next();
            return rows.getLong(1);
        }
    }
}
