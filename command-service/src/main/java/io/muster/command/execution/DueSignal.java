package io.muster.command.execution;

/** Tells the dispatcher that something has become due, so that it does not only look by the clock. */
public interface DueSignal {

    /** To be called after the commit. */
    void raise();
}
