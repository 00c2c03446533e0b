package io.muster.command.dispatch;

import io.muster.command.execution.Execution;

/** Where a device listens for its commands, and so in which dialect it gets them. */
public enum Route {
    /** The platform's own: the device answers. */
    NATIVE,
    /** Losant's, in which a device cannot answer: a command that is sent is done. */
    LOSANT;

    public String topic(Execution execution) {
        return this == NATIVE ? execution.topic() : "losant/" + execution.device() + "/command";
    }
}
