package io.muster.kit.identity;

import io.muster.kit.problem.Refusal;

/** The credential that the device has shown does not let it publish to the topic. */
public final class TopicNotAllowed extends Refusal {

    private static final long serialVersionUID = 1L;

    TopicNotAllowed(String topic) {
        super(Kind.FORBIDDEN, "topic-refused", "The credential does not allow publishing to " + topic + ".");
    }
}
