package io.muster.kit.outbox;

import jakarta.annotation.Priority;
import jakarta.interceptor.AroundInvoke;
import jakarta.interceptor.Interceptor;
import jakarta.interceptor.InvocationContext;

import io.quarkus.hibernate.reactive.panache.common.WithTransaction;
import io.smallrye.mutiny.Uni;

/**
 * Wakes the relay the moment a use case's transaction has committed. It stands just outside the interceptor that
 * opens and commits the transaction, so that its {@code Uni} completes after the commit.
 */
@Interceptor
@WithTransaction
@Priority(Interceptor.Priority.PLATFORM_BEFORE + 199)
class WakeRelayOnCommit {

    private final OutboxRelay relay;

    WakeRelayOnCommit(OutboxRelay relay) {
        this.relay = relay;
    }

    @AroundInvoke
    Object wakeAfter(InvocationContext useCase) throws Exception {
        Object result = useCase.proceed();
        return result instanceof Uni<?> outcome ? outcome.invoke(relay::wakeIfNeeded) : result;
    }
}
