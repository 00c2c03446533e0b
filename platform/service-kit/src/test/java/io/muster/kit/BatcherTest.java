package io.muster.kit;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;

import io.muster.kit.problem.TooBusy;
import io.smallrye.mutiny.Uni;
import io.vertx.core.Vertx;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class BatcherTest {

    private static final Duration LONG = Duration.ofSeconds(20);

    private final Vertx vertx = Vertx.vertx();
    private final List<List<Integer>> batches = new CopyOnWriteArrayList<>();
    private final CompletableFuture<Void> gate = new CompletableFuture<>();

    @AfterEach
    void stop() {
        vertx.close();
    }

    @Test
    void whatComesWhileABatchIsUnderWayGoesTogetherInTheNext() {
        Batcher<Integer, Integer> batcher = doubling(new Batcher.Limits(3, 1, 100, LONG));
        List<CompletableFuture<Integer>> answers = ask(batcher, 1, 2, 3, 4, 5);

        gate.complete(null);

        assertThat(answers.stream().map(CompletableFuture::join)).containsExactly(2, 4, 6, 8, 10);
        assertThat(batches).containsExactly(List.of(1), List.of(2, 3, 4), List.of(5));
    }

    @Test
    void whatOneAskedInVainIsNoMatterForTheOthers() {
        Batcher<Integer, Integer> batcher = doubling(new Batcher.Limits(3, 1, 100, LONG));
        List<CompletableFuture<Integer>> answers = ask(batcher, 1, -2, 3);

        gate.complete(null);

        assertThatThrownBy(answers.get(1)::join).hasCauseInstanceOf(IllegalArgumentException.class);
        assertThat(answers.get(2).join()).isEqualTo(6);
    }

    @Test
    void aBatchThatFailsFailsForAllOfItAndTheNextOneGoesOn() {
        Batcher<Integer, Integer> batcher = doubling(new Batcher.Limits(2, 1, 100, LONG));
        List<CompletableFuture<Integer>> answers = ask(batcher, 1, 2, 0, 4);

        gate.complete(null);

        assertThatThrownBy(answers.get(1)::join).hasCauseInstanceOf(IllegalStateException.class);
        assertThatThrownBy(answers.get(2)::join).hasCauseInstanceOf(IllegalStateException.class);
        assertThat(answers.get(3).join()).isEqualTo(8);
    }

    @Test
    void oneMoreThanMayWaitIsRefused() {
        Batcher<Integer, Integer> batcher = doubling(new Batcher.Limits(3, 1, 2, LONG));
        List<CompletableFuture<Integer>> answers = ask(batcher, 1, 2, 3, 4);

        assertThatThrownBy(answers.get(3)::join).hasCauseInstanceOf(TooBusy.class);
        gate.complete(null);
        assertThat(answers.get(2).join()).isEqualTo(6);
    }

    @Test
    void whoWaitsForTooLongIsRefused() {
        Batcher<Integer, Integer> batcher = doubling(new Batcher.Limits(3, 1, 100, Duration.ofMillis(50)));
        List<CompletableFuture<Integer>> answers = ask(batcher, 1, 2);

        assertThatThrownBy(answers.get(1)::join).hasCauseInstanceOf(TooBusy.class);
        gate.complete(null);
        assertThat(answers.get(0).join()).isEqualTo(2);
        assertThat(batches).containsExactly(List.of(1));
    }

    @Test
    void whereNobodyIsInAHurryTheNextBatchWaitsForMore() {
        Batcher<Integer, Integer> batcher = doubling(new Batcher.Limits(3, 1, 100, LONG, Duration.ofMillis(500)));
        gate.complete(null);
        assertThat(ask(batcher, 1).get(0).join()).isEqualTo(2);

        List<CompletableFuture<Integer>> answers = new ArrayList<>(ask(batcher, 2));
        answers.addAll(ask(batcher, 3));

        assertThat(answers.stream().map(CompletableFuture::join)).containsExactly(4, 6);
        assertThat(batches).containsExactly(List.of(1), List.of(2, 3));
    }

    /** The first batch waits for the gate; 0 breaks its batch, what is negative is refused alone. */
    private Batcher<Integer, Integer> doubling(Batcher.Limits limits) {
        return new Batcher<>(vertx, limits, numbers -> {
            batches.add(numbers);
            return Uni.createFrom().completionStage(gate).map(open -> {
                if (numbers.contains(0)) {
                    throw new IllegalStateException();
                }
                return numbers.stream().map(BatcherTest::doubled).toList();
            });
        });
    }

    private static Uni<Integer> doubled(int number) {
        return number < 0
                ? Uni.createFrom().failure(new IllegalArgumentException())
                : Uni.createFrom().item(2 * number);
    }

    private List<CompletableFuture<Integer>> ask(Batcher<Integer, Integer> batcher, int... numbers) {
        List<CompletableFuture<Integer>> answers = new ArrayList<>();
        for (int number : numbers) {
            answers.add(batcher.ask(number).subscribeAsCompletionStage());
        }
        return answers;
    }
}
