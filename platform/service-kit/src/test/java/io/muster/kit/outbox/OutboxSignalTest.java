package io.muster.kit.outbox;

import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;

import io.smallrye.common.vertx.VertxContext;
import io.vertx.core.Context;
import io.vertx.core.Vertx;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class OutboxSignalTest {

    private final Vertx vertx = Vertx.vertx();
    private final OutboxSignal signal = new OutboxSignal();

    @AfterEach
    void close() {
        vertx.close().toCompletionStage().toCompletableFuture().join();
    }

    @Test
    void theCommitOfOneRequestDoesNotUseUpWhatAnotherHasNoted() {
        Context one = request();
        Context other = request();

        on(one, () -> raise());

        assertThat(on(other, signal::lower)).isFalse();
        assertThat(on(one, signal::lower)).isTrue();
        assertThat(on(one, signal::lower)).isFalse();
    }

    @Test
    void whoHasNoContextOfItsOwnSharesANote() {
        raise();

        assertThat(on(request(), signal::lower)).isTrue();
        assertThat(signal.lower()).isFalse();
    }

    private boolean raise() {
        signal.raise();
        return true;
    }

    private Context request() {
        return VertxContext.createNewDuplicatedContext(vertx.getOrCreateContext());
    }

    private static boolean on(Context context, Supplier<Boolean> step) {
        CompletableFuture<Boolean> done = new CompletableFuture<>();
        context.runOnContext(begun -> done.complete(step.get()));
        return done.join();
    }
}
