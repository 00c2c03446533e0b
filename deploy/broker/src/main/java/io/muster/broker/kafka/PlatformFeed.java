package io.muster.broker.kafka;

import java.util.List;
import java.util.function.Consumer;

import io.muster.broker.identity.Roster;
import io.muster.events.CredentialEvent;
import io.muster.events.DeviceEvent;
import io.muster.events.LifecycleEvent;
import io.muster.events.Topic;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Keeps the {@link Roster} up to date from the topics of registry and provisioning. */
public final class PlatformFeed implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(PlatformFeed.class);

    private final Roster roster;
    private final TopicReader reader;
    private final Thread follower;
    private volatile Consumer<String> listener = device -> {};

    public PlatformFeed(String bootstrapServers, Roster roster) {
        this.roster = roster;
        this.reader = new TopicReader(bootstrapServers, List.of(Topic.DEVICE_LIFECYCLE, Topic.DEVICE_CREDENTIALS));
        this.follower = new Thread(this::follow, "platform-feed");
    }

    /** Blocks until the roster knows everything that was said before this call. */
    public void load() throws InterruptedException {
        reader.readToEnd(this::apply);
        LOG.info("Roster loaded devices={}", roster.size());
    }

    /** @param changed hears the id of every device after something about it was said */
    public void start(Consumer<String> changed) {
        listener = changed;
        follower.start();
    }

    @Override
    public void close() {
        reader.wakeUp();
        if (!follower.isAlive()) {
            reader.close();
        }
    }

    private void follow() {
        try (reader) {
            reader.follow(this::apply);
        } catch (InterruptedException e) {
            LOG.debug("Feed stopped");
        }
    }

    private void apply(ConsumerRecord<String, byte[]> record) {
        if (record.value() == null) {
            remove(record);
        } else {
            Records.event(record).ifPresent(this::apply);
        }
        if (record.key() != null) {
            listener.accept(record.key());
        }
    }

    private void apply(LifecycleEvent event) {
        if (event instanceof DeviceEvent device) {
            roster.apply(device);
        } else if (event instanceof CredentialEvent credentials) {
            roster.apply(credentials);
        }
    }

    private void remove(ConsumerRecord<String, byte[]> record) {
        if (record.key() == null) {
            return;
        }
        if (record.topic().equals(Topic.DEVICE_LIFECYCLE.topicName())) {
            roster.removeDevice(record.key());
        } else {
            roster.removeCredentials(record.key());
        }
    }
}
