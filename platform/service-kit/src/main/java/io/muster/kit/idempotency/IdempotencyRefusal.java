package io.muster.kit.idempotency;

import java.time.Duration;
import java.util.Optional;

import io.muster.kit.problem.Refusal;

/** Why a request with a key is not done. */
abstract sealed class IdempotencyRefusal extends Refusal {

    private static final long serialVersionUID = 1L;

    private IdempotencyRefusal(String code, String detail) {
        super(Kind.CONFLICT, code, detail);
    }

    /** The same request is being done at this moment. */
    static final class StillAtWork extends IdempotencyRefusal {
        private static final long serialVersionUID = 1L;

        StillAtWork() {
            super("idempotency-key-in-use", "A request with this Idempotency-Key is being done; ask again later.");
        }

        /** Soon: few requests take longer than a moment. */
        @Override
        public Optional<Duration> retryAfter() {
            return Optional.of(Duration.ZERO);
        }
    }

    /** Another request had this key. */
    static final class KeyUsedBefore extends IdempotencyRefusal {
        private static final long serialVersionUID = 1L;

        KeyUsedBefore() {
            super("idempotency-key-reused", "The Idempotency-Key was used for a different request.");
        }
    }
}
