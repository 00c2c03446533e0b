package io.muster.telemetry.ingest;

import java.util.List;

/** Is told of messages that came over MQTT and were rejected, once that is committed. */
public interface RejectionListener {

    /** Must return at once and never fail: the batch is not acknowledged before. May be told the same twice. */
    void rejected(List<Rejection> rejections);
}
