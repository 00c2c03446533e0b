package io.muster.telemetry.ingest;

/** A message that is not a reading, and why. It carries no stack trace: bad messages may come as fast as good ones. */
public final class UnusablePayload extends Exception {

    private static final long serialVersionUID = 1L;

    private final RejectionReason reason;

    /** @param detail says it to a person; quotes nothing of the payload */
    public UnusablePayload(RejectionReason reason, String detail) {
        super(detail, null, false, false);
        this.reason = reason;
    }

    public RejectionReason reason() {
        return reason;
    }

    public String detail() {
        return getMessage();
    }
}
