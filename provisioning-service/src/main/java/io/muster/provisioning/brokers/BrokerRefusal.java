package io.muster.provisioning.brokers;

import io.muster.kit.problem.Refusal;

/** Why a broker is not answered. */
public abstract sealed class BrokerRefusal extends Refusal {

    private static final long serialVersionUID = 1L;

    private BrokerRefusal(Kind kind, String code, String detail) {
        super(kind, code, detail);
    }

    /** No broker is to be answered here. */
    static final class NoBrokerExpected extends BrokerRefusal {
        private static final long serialVersionUID = 1L;

        NoBrokerExpected() {
            super(Kind.NOT_FOUND, "not-found", "No broker is answered here.");
        }
    }

    /** Whoever asks is no broker of ours. */
    static final class BrokerNotTrusted extends BrokerRefusal {
        private static final long serialVersionUID = 1L;

        BrokerNotTrusted() {
            super(Kind.UNAUTHENTICATED, "unauthorized", "A broker's token is needed.");
        }
    }
}
