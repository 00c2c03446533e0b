package io.muster.kit.device;

import java.time.Clock;
import java.time.Instant;
import java.util.concurrent.Executor;
import java.util.function.Predicate;
import java.util.function.Supplier;

import jakarta.enterprise.context.ApplicationScoped;

import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.vertx.MutinyHelper;
import io.vertx.core.Context;
import io.vertx.core.Vertx;

/** Asks the database again until other services' news have come in; see {@link DeviceSettings#newsWait()}. */
@ApplicationScoped
public class News {

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

    private <T> Uni<T> ask(Supplier<Uni<T>> question, Predicate<T> isEnough, Instant deadline, Executor caller) {
        return question.get()
                .chain(answer -> isEnough.test(answer) || clock.instant().isAfter(deadline)
                        ? Uni.createFrom().item(answer)
                        : pause(caller).chain(() -> ask(question, isEnough, deadline, caller)));
    }

    /** The timer's thread is not the caller's, to which database sessions are bound. */
    private Uni<Void> pause(Executor caller) {
        return Uni.createFrom()
                .voidItem()
                .onItem()
                .delayIt()
                .by(settings.newsPoll())
                .emitOn(caller);
    }
}
