package io.muster.broker.kafka;

import java.util.List;

import io.muster.broker.identity.Roster;
import io.muster.events.CredentialEvent;
import io.muster.events.DeviceEvent;
import io.muster.events.LifecycleEvent;
import io.muster.events.Topic;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Keeps the {@link Roster} up to date from the topics of registry and provisioning. */
public final class PlatformFeed implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(PlatformFeed.class);

    private final Roster roster;
    private final TopicReader reader;
    private final Thread follower;
    private volatile Listener listener = (device, said) -> {};

    /** One who acts on what the platform says. */
    public interface Listener {

        /** @param said null for a record that removes the device's past */
        void onChange(String device, @Nullable LifecycleEvent said);
    }

    public PlatformFeed(KafkaConnection kafka, Roster roster) {
        this.roster = roster;
        this.reader = new TopicReader(kafka, List.of(Topic.DEVICE_LIFECYCLE, Topic.DEVICE_CREDENTIALS));
        this.follower = new Thread(this::follow, "platform-feed");
    }

    /** Blocks until the roster knows everything that was said before this call. */
    public void load() throws InterruptedException {
        reader.readToEnd(this::apply);
        LOG.info("Roster loaded devices={}", roster.size());
    }

    /** @param listening hears everything that is said from now on, after the roster has it */
    public void start(Listener listening) {
        listener = listening;
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
        @Nullable LifecycleEvent said = null;
        if (record.value() == null) {
            remove(record);
        } else {
            said = Records.event(record).orElse(null);
        }
        if (said != null) {
            apply(said);
        }
        if (record.key() != null) {
            listener.onChange(record.key(), said);
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
