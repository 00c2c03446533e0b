package io.muster.telemetry.ingest;

import org.jspecify.annotations.Nullable;

/** A message that is not a reading, and why. It carries no stack trace: bad messages may come as fast as good ones. */
public final class UnusablePayload extends Exception {

    private static final long serialVersionUID = 1L;

    private final RejectionReason reason;
    private final @Nullable String messageId;

    /** @param detail says it to a person; quotes nothing of the payload */
    public UnusablePayload(RejectionReason reason, String detail) {
        this(reason, detail, null);
    }

    private UnusablePayload(RejectionReason reason, String detail, @Nullable String messageId) {
        super(detail, null, false, false);
        this.reason = reason;
        this.messageId = messageId;
    }

    /** The same of the part of a message that bears this id. */
    UnusablePayload about(@Nullable String messageId) {
        return new UnusablePayload(reason, detail(), messageId);
    }

    public RejectionReason reason() {
        return reason;
    }

    public String detail() {
        return getMessage();
    }

    /** The id of what cannot be used; null if it has none that could be read. */
    @Nullable
    String messageId() {
        return messageId;
    }
}
