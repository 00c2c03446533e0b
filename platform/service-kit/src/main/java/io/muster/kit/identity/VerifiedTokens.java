package io.muster.kit.identity;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.time.Instant;
import java.util.HexFormat;
import java.util.function.Function;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.Expiry;
import com.github.benmanes.caffeine.cache.Ticker;

/**
 * What tokens say whose signature was found to be right a moment ago: to look again costs several times as much as all
 * the rest of a small request. Tokens themselves are not kept, only their digests.
 *
 * @param <T> what a token says
 */
final class VerifiedTokens<T> {

    /** Looks at a token itself. */
    @FunctionalInterface
    interface Verification<T, E extends Exception> {

        T verify(String token) throws E;
    }

    private final Cache<String, T> known;

    /** @param expiry when a token ends, at the latest; it is not believed for longer than that */
    VerifiedTokens(IdentitySettings settings, Function<T, Instant> expiry) {
        this(
                settings.verifiedTokens(),
                token -> least(settings.verifiedFor(), Duration.between(Instant.now(), expiry.apply(token))),
                Ticker.systemTicker());
    }

    VerifiedTokens(int size, Function<T, Duration> believed, Ticker ticker) {
        this.known = Caffeine.newBuilder()
                .maximumSize(size)
                .ticker(ticker)
                .expireAfter(Expiry.<String, T>creating((digest, token) -> believed.apply(token)))
                .build();
    }

    /** What the token says; one that is refused is looked at again each time. */
    <E extends Exception> T of(String token, Verification<T, E> verification) throws E {
        String digest = digest(token);
        T remembered = known.getIfPresent(digest);
        if (remembered != null) {
            return remembered;
        }
        T verified = verification.verify(token);
        known.put(digest, verified);
        return verified;
    }

    private static String digest(String token) {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(token.getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(digest);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }

    /** A token that has ended while it was looked at is not believed again. */
    private static Duration least(Duration one, Duration other) {
        Duration least = one.compareTo(other) < 0 ? one : other;
        return least.isNegative() ? Duration.ZERO : least;
    }
}
