package io.muster.events;

import java.time.Duration;
import java.util.Arrays;
import java.util.Optional;

/**
 * A Kafka topic of the platform. The key of every record is {@linkplain LifecycleEvent#key() the event's key}; all
 * records of one key are in one partition and in the order in which they happened.
 */
public enum Topic {
    DEVICE_LIFECYCLE("device-lifecycle", Cleanup.COMPACT, Duration.ZERO),
    DEVICE_GROUPS("device-groups", Cleanup.COMPACT, Duration.ZERO),
    /** Keys come and go; a consumer that is away for a week still sees why one went before its tombstone. */
    GROUP_MEMBERS("group-members", Cleanup.COMPACT, Duration.ZERO, Duration.ofDays(7)),
    DEVICE_ONBOARDING("device-onboarding", Cleanup.DELETE, Duration.ofDays(7)),
    DEVICE_CREDENTIALS("device-credentials", Cleanup.COMPACT, Duration.ZERO),
    DEVICE_ACCESS("device-access", Cleanup.DELETE, Duration.ofDays(7)),
    DEVICE_CONNECTIVITY("device-connectivity", Cleanup.COMPACT_AND_DELETE, Duration.ofDays(30)),
    DEVICE_STATE("device-state", Cleanup.COMPACT, Duration.ZERO),
    /** Of passing interest: where a command stands is on {@link #COMMAND_LIFECYCLE}. */
    COMMAND_DELIVERIES("command-deliveries", Cleanup.DELETE, Duration.ofDays(1)),
    COMMAND_LIFECYCLE("command-lifecycle", Cleanup.DELETE, Duration.ofDays(30)),
    SHADOW_LIFECYCLE("shadow-lifecycle", Cleanup.DELETE, Duration.ofDays(30)),
    PURGE_RECEIPTS("purge-receipts", Cleanup.DELETE, Duration.ofDays(30)),
    /** Records of the other topics that a consumer could not read, as they were. */
    DEAD_LETTERS("dead-letters", Cleanup.DELETE, Duration.ofDays(30));

    /** How Kafka may forget: the values of its topic setting {@code cleanup.policy}. */
    public enum Cleanup {
        COMPACT("compact"),
        DELETE("delete"),
        COMPACT_AND_DELETE("compact,delete");

        private final String policy;

        Cleanup(String policy) {
            this.policy = policy;
        }

        /** The value of {@code cleanup.policy}. */
        public String policy() {
            return policy;
        }
    }

    private final String topicName;
    private final Cleanup cleanup;
    private final Duration retention;
    private final Duration uncompacted;

    Topic(String topicName, Cleanup cleanup, Duration retention) {
        this(topicName, cleanup, retention, Duration.ZERO);
    }

    Topic(String topicName, Cleanup cleanup, Duration retention, Duration uncompacted) {
        this.topicName = topicName;
        this.cleanup = cleanup;
        this.retention = retention;
        this.uncompacted = uncompacted;
    }

    public String topicName() {
        return topicName;
    }

    public Cleanup cleanup() {
        return cleanup;
    }

    /** How long a record stays; empty where only compaction removes it. */
    public Optional<Duration> retention() {
        return retention.isZero() ? Optional.empty() : Optional.of(retention);
    }

    /** How long every record stays before compaction may remove it; empty where it may at once. */
    public Optional<Duration> uncompacted() {
        return uncompacted.isZero() ? Optional.empty() : Optional.of(uncompacted);
    }

    /** The topic of this name, if it is one of ours. */
    public static Optional<Topic> named(String topicName) {
        return Arrays.stream(values())
                .filter(topic -> topic.topicName.equals(topicName))
                .findFirst();
    }
}
