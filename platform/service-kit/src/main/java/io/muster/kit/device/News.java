package io.muster.kit.device;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.Executor;
import java.util.function.Predicate;
import java.util.function.Supplier;

import jakarta.enterprise.context.ApplicationScoped;

import io.muster.kit.problem.Refusal;
import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.vertx.MutinyHelper;
import io.vertx.core.Context;
import io.vertx.core.Vertx;

/** Asks the database again until other services' news have come in; see {@link DeviceSettings#newsWait()}. */
@ApplicationScoped
public class News {

    private static final int SLOWDOWN = 4;

    private final DeviceSettings settings;
    private final Clock clock = Clock.systemUTC();

    News(DeviceSettings settings) {
        this.settings = settings;
    }

    /** The first answer that is enough, or the last one when the time is over. */
    public <T> Uni<T> await(Supplier<Uni<T>> question, Predicate<T> isEnough) {
        Instant deadline = clock.instant().plus(settings.newsWait());
        Context caller = Vertx.currentContext();
        return ask(question, isEnough, deadline, MutinyHelper.executor(caller));
    }

    /**
     * The answer to a question that fails with this refusal as long as there is none; that failure when the time is over.
     * The question is asked anew each time, in a transaction of its own if it needs one, less and less often.
     */
    public <T> Uni<T> awaitPast(Class<? extends Refusal> none, Supplier<Uni<T>> question) {
        Instant deadline = clock.instant().plus(settings.newsWait());
        Context caller = Vertx.currentContext();
        return askPast(none, question, deadline, MutinyHelper.executor(caller), settings.newsPoll());
    }

    private <T> Uni<T> askPast(
            Class<? extends Refusal> none,
            Supplier<Uni<T>> question,
            Instant deadline,
            Executor caller,
            Duration pause) {
        Duration most = settings.newsPoll().multipliedBy(SLOWDOWN);
        Duration next = pause.compareTo(most) < 0 ? pause.multipliedBy(2) : most;
        return question.get()
                .onFailure(
                        failure -> none.isInstance(failure) && clock.instant().isBefore(deadline))
                .recoverWithUni(
                        () -> pause(pause, caller).chain(() -> askPast(none, question, deadline, caller, next)));
    }

    private <T> Uni<T> ask(Supplier<Uni<T>> question, Predicate<T> isEnough, Instant deadline, Executor caller) {
        return question.get()
                .chain(answer -> isEnough.test(answer) || clock.instant().isAfter(deadline)
                        ? Uni.createFrom().item(answer)
                        : pause(settings.newsPoll(), caller).chain(() -> ask(question, isEnough, deadline, caller)));
    }

    /** The timer's thread is not the caller's, to which database sessions are bound. */
    private Uni<Void> pause(Duration pause, Executor caller) {
        return Uni.createFrom().voidItem().onItem().delayIt().by(pause).emitOn(caller);
    }
}
