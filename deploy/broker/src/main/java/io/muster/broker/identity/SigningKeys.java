package io.muster.broker.identity;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.Key;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

import org.jose4j.jwk.JsonWebKey;
import org.jose4j.jwk.JsonWebKeySet;
import org.jose4j.lang.JoseException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The public keys with which provisioning signs device tokens. The last set that was read stays on disk, so that a
 * broker that starts while provisioning is away still knows them.
 */
public final class SigningKeys {

    private static final Logger LOG = LoggerFactory.getLogger(SigningKeys.class);
    private static final Duration TIMEOUT = Duration.ofSeconds(2);

    private final URI source;
    private final Path cache;
    private final long minIntervalNanos;
    private final HttpClient http =
            HttpClient.newBuilder().connectTimeout(TIMEOUT).build();
    private volatile Map<String, Key> keys = Map.of();
    private long lastFetch;

    /**
     * Reads the cached set, if there is one.
     *
     * @param minInterval how soon after a fetch an unknown key id may cause the next one
     */
    public SigningKeys(URI source, Path cache, Duration minInterval) {
        this.source = source;
        this.cache = cache;
        this.minIntervalNanos = minInterval.toNanos();
        this.lastFetch = System.nanoTime() - minIntervalNanos;
        readCache();
    }

    /** The key of this id, fetched anew if it is unknown. */
    Optional<Key> find(String keyId) {
        Key known = keys.get(keyId);
        if (known == null) {
            if (mayFetch()) {
                refresh();
            }
            known = keys.get(keyId);
        }
        return Optional.ofNullable(known);
    }

    /**
     * Fetches the set now.
     *
     * @return whether it could be read; otherwise the known keys stay valid
     */
    public synchronized boolean refresh() {
        lastFetch = System.nanoTime();
        try {
            HttpRequest request =
                    HttpRequest.newBuilder(source).timeout(TIMEOUT).GET().build();
            HttpResponse<String> answer = http.send(request, HttpResponse.BodyHandlers.ofString());
            if (answer.statusCode() != 200) {
                LOG.warn("Signing keys not read url={} status={}", source, answer.statusCode());
                return false;
            }
            keys = parse(answer.body());
            writeCache(answer.body());
            return true;
        } catch (IOException | JoseException e) {
            LOG.info("Signing keys not read url={} reason={}", source, e.toString());
            return false;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    private synchronized boolean mayFetch() {
        return System.nanoTime() - lastFetch >= minIntervalNanos;
    }

    private void readCache() {
        if (!Files.isReadable(cache)) {
            return;
        }
        try {
            keys = parse(Files.readString(cache));
        } catch (IOException | JoseException e) {
            LOG.warn("Cached signing keys not readable file={} reason={}", cache, e.toString());
        }
    }

    private void writeCache(String body) {
        Path next = cache.resolveSibling(cache.getFileName() + ".new");
        try {
            Files.writeString(next, body);
            Files.move(next, cache, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        } catch (IOException e) {
            LOG.warn("Signing keys not cached file={} reason={}", cache, e.toString());
        }
    }

    private static Map<String, Key> parse(String body) throws JoseException {
        Map<String, Key> parsed = new HashMap<>();
        for (JsonWebKey key : new JsonWebKeySet(body).getJsonWebKeys()) {
            if (key.getKeyId() != null) {
                parsed.put(key.getKeyId(), key.getKey());
            }
        }
        return Map.copyOf(parsed);
    }
}
