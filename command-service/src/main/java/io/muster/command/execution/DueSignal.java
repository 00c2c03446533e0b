package io.muster.command.execution;

/** Tells the dispatcher that something has become due, so that it does not only look by the clock. */
public interface DueSignal {

    /** Of whatever kind. To be called after the commit. */
    void raise();

    /** As {@link #raise()}, and it is known where: nobody else has to look. */
    void raise(Lane lane);
}
