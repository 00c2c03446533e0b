package io.muster.kit.inbox;

import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.clients.admin.MemberToRemove;
import org.apache.kafka.clients.admin.RemoveMembersFromConsumerGroupOptions;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerInterceptor;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;
import org.jboss.logging.Logger;

/**
 * Leaves the group when its consumer is closed. A member with a name of its own ({@code group.instance.id}) does not: it
 * is waited for until its session is over, which is right when it was killed and comes back at once, and wrong when it
 * was told to end. What is in its partitions would not be heard of for that long by anybody.
 */
public final class LeavingMember implements ConsumerInterceptor<String, byte[]> {

    private static final Logger LOG = Logger.getLogger(LeavingMember.class);
    /** Kafka may be away; then the others wait for the end of the session. */
    private static final int PATIENCE_MILLIS = 2_000;

    private final Map<String, Object> kafka = new HashMap<>();
    private String group = "";
    private String member = "";

    @Override
    public void configure(Map<String, ?> consumer) {
        group = text(consumer, ConsumerConfig.GROUP_ID_CONFIG);
        member = text(consumer, ConsumerConfig.GROUP_INSTANCE_ID_CONFIG);
        consumer.forEach((name, value) -> {
            if (AdminClientConfig.configNames().contains(name)) {
                kafka.put(name, value);
            }
        });
        kafka.put(AdminClientConfig.REQUEST_TIMEOUT_MS_CONFIG, PATIENCE_MILLIS);
        kafka.put(AdminClientConfig.DEFAULT_API_TIMEOUT_MS_CONFIG, PATIENCE_MILLIS);
    }

    @Override
    public ConsumerRecords<String, byte[]> onConsume(ConsumerRecords<String, byte[]> records) {
        return records;
    }

    @Override
    public void onCommit(Map<TopicPartition, OffsetAndMetadata> offsets) {}

    @Override
    public void close() {
        if (group.isEmpty() || member.isEmpty()) {
            return;
        }
        try (Admin admin = Admin.create(kafka)) {
            admin.removeMembersFromConsumerGroup(
                            group, new RemoveMembersFromConsumerGroupOptions(Set.of(new MemberToRemove(member))))
                    .all()
                    .get(PATIENCE_MILLIS, TimeUnit.MILLISECONDS);
        } catch (ExecutionException | TimeoutException away) {
            LOG.infof("group not left, it waits for the end of the session group=%s reason=%s", group, away);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static String text(Map<String, ?> config, String name) {
        Object value = config.get(name);
        return value == null ? "" : value.toString();
    }
}
