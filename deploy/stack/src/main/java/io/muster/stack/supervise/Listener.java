package io.muster.stack.supervise;

import java.time.Duration;

/** Hears what becomes of the parts; called from their threads. */
public interface Listener {

    void started(String part, long pid);

    void ready(String part, Duration took);

    void died(String part, String how, RestartPolicy.Verdict verdict);
}
