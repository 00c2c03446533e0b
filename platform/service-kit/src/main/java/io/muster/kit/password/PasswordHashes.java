package io.muster.kit.password;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

import jakarta.annotation.PreDestroy;
import jakarta.enterprise.context.ApplicationScoped;

import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.vertx.MutinyHelper;
import io.vertx.core.Context;
import io.vertx.core.Vertx;

/**
 * Makes and checks the hashes of passwords that people chose. The work is slow on purpose; it is done on threads of its
 * own, a bounded number of it, so that guessing cannot take the service's processors.
 */
@ApplicationScoped
public class PasswordHashes {

    /** How the verifier of a password begins that a person chose. */
    public static final String CHOSEN = "argon2id:";

    private final Argon2id argon2id;
    private final RightPasswords right;
    private final ThreadPoolExecutor threads;

    PasswordHashes(PasswordSettings settings) {
        this.argon2id = new Argon2id(settings.memoryKib(), settings.passes());
        this.right = new RightPasswords(settings.remembered());
        this.threads = new ThreadPoolExecutor(
                settings.threads(),
                settings.threads(),
                0,
                TimeUnit.SECONDS,
                new ArrayBlockingQueue<>(settings.waiting()),
                work -> new Thread(work, "password-hash"));
    }

    @PreDestroy
    void stop() {
        threads.shutdownNow();
    }

    /** A hash that can be kept. Fails with {@link TooManyPasswords} when more wait than is configured. */
    public Uni<String> hash(String password) {
        return slowly(() -> argon2id.hash(bytes(password)));
    }

    /** Whether the password is the one of the hash; at once if it was right before. Fails as {@link #hash} does. */
    public Uni<Boolean> matches(String password, String hash) {
        if (right.contain(password, hash)) {
            return Uni.createFrom().item(true);
        }
        return slowly(() -> Argon2id.matches(bytes(password), hash)).invoke(matched -> {
            if (matched) {
                right.add(password, hash);
            }
        });
    }

    /**
     * Whether a device has shown the secret or the password that the verifier was made of. Fails as {@link #hash} does.
     *
     * @param keyed the {@link KeyedHash#verifier} of what it has shown
     * @param verifier as {@link io.muster.events.CredentialEvent.Credential#verifier()} says
     */
    public Uni<Boolean> verifies(String keyed, String verifier) {
        return verifier.startsWith(CHOSEN)
                ? matches(keyed, verifier.substring(CHOSEN.length()))
                : Uni.createFrom().item(MessageDigest.isEqual(bytes(keyed), bytes(verifier)));
    }

    private <T> Uni<T> slowly(Supplier<T> work) {
        Uni<T> done = Uni.createFrom()
                .item(work)
                .runSubscriptionOn(threads)
                .onFailure(RejectedExecutionException.class)
                .transform(full -> new TooManyPasswords());
        // Who asks on an event loop goes on there: nowhere else is there a database session.
        Context caller = Vertx.currentContext();
        return caller == null ? done : done.emitOn(MutinyHelper.executor(caller));
    }

    private static byte[] bytes(String password) {
        return password.getBytes(StandardCharsets.UTF_8);
    }
}
