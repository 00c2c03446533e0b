package io.muster.provisioning.revocation;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.function.BinaryOperator;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.stream.Collectors;

import io.muster.events.AccessEvent.CredentialsEnforced;
import io.smallrye.mutiny.TimeoutException;
import io.smallrye.mutiny.Uni;

/** One who waits until the brokers go by a change of one device's credentials. */
public final class Expectation {

    private final int brokers;
    private final Duration patience;
    private final Consumer<Expectation> over;
    private final long begun = System.nanoTime();
    private final List<CredentialsEnforced> heard = new ArrayList<>();
    private final CompletableFuture<Void> complete = new CompletableFuture<>();
    private long wanted = Long.MAX_VALUE;

    /** @param over told when nobody waits any more */
    Expectation(int brokers, Duration patience, Consumer<Expectation> over) {
        this.brokers = brokers;
        this.patience = patience;
        this.over = over;
    }

    /**
     * Waits for the change of this revision, as long as it is worth it. The time in the receipt runs since {@link
     * Confirmations#expect}.
     */
    public Uni<Receipt> await(long revision) {
        decide(revision);
        return Uni.createFrom()
                .completionStage(complete)
                .ifNoItem()
                .after(patience)
                .fail()
                .onFailure(TimeoutException.class)
                .recoverWithNull()
                .map(done -> receipt())
                .onTermination()
                .invoke(this::abandon);
    }

    /** Nothing was changed. */
    public void abandon() {
        over.accept(this);
    }

    synchronized void hear(CredentialsEnforced said) {
        heard.add(said);
        completeIfAllSaid();
    }

    private synchronized void decide(long revision) {
        wanted = revision;
        completeIfAllSaid();
    }

    private void completeIfAllSaid() {
        if (words().size() >= brokers) {
            complete.complete(null);
        }
    }

    /** Of each broker its word about our change, or about the first one after it, which proves as much. */
    private Collection<CredentialsEnforced> words() {
        return heard.stream()
                .filter(said -> said.credentialsRevision() >= wanted)
                .collect(Collectors.toMap(
                        CredentialsEnforced::broker,
                        Function.identity(),
                        BinaryOperator.minBy(Comparator.comparingLong(CredentialsEnforced::credentialsRevision))))
                .values();
    }

    private synchronized Receipt receipt() {
        Collection<CredentialsEnforced> words = words();
        int closed =
                words.stream().mapToInt(CredentialsEnforced::sessionsClosed).sum();
        // Who gives up waiting cancels the future, which is then done as well.
        return new Receipt(closed, Duration.ofNanos(System.nanoTime() - begun), words.size() >= brokers);
    }
}
