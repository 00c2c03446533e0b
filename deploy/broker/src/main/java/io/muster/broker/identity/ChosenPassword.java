package io.muster.broker.identity;

import java.security.MessageDigest;
import java.util.Base64;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import org.bouncycastle.crypto.generators.Argon2BytesGenerator;
import org.bouncycastle.crypto.params.Argon2Parameters;
import org.jspecify.annotations.Nullable;

/**
 * A password that a person chose, kept as the Argon2id hash of its keyed hash. Slow on purpose, but only once for each
 * start of the broker: a keyed hash that was right is remembered, in memory alone.
 */
final class ChosenPassword {

    private static final Pattern WRITTEN = Pattern.compile(
            "argon2id:\\$argon2id\\$v=19\\$m=(\\d{1,7}),t=(\\d{1,3}),p=(\\d{1,2})\\$([A-Za-z0-9+/]+)\\$([A-Za-z0-9+/]+)");

    private final Argon2Parameters parameters;
    private final byte[] hash;
    private volatile @Nullable String right;

    private ChosenPassword(Argon2Parameters parameters, byte[] hash) {
        this.parameters = parameters;
        this.hash = hash;
    }

    /** Empty if the verifier is of another kind. */
    static Optional<ChosenPassword> of(String verifier) {
        Matcher written = WRITTEN.matcher(verifier);
        if (!written.matches()) {
            return Optional.empty();
        }
        Argon2Parameters parameters = new Argon2Parameters.Builder(Argon2Parameters.ARGON2_id)
                .withVersion(Argon2Parameters.ARGON2_VERSION_13)
                .withMemoryAsKB(Integer.parseInt(written.group(1)))
                .withIterations(Integer.parseInt(written.group(2)))
                .withParallelism(Integer.parseInt(written.group(3)))
                .withSalt(Base64.getDecoder().decode(written.group(4)))
                .build();
        return Optional.of(new ChosenPassword(parameters, Base64.getDecoder().decode(written.group(5))));
    }

    /** @param keyed the keyed hash of what the client shows */
    boolean isShownBy(String keyed) {
        if (keyed.equals(right)) {
            return true;
        }
        byte[] derived = new byte[hash.length];
        Argon2BytesGenerator generator = new Argon2BytesGenerator();
        generator.init(parameters);
        generator.generateBytes(KnownCredential.bytes(keyed), derived);
        boolean matches = MessageDigest.isEqual(derived, hash);
        if (matches) {
            right = keyed;
        }
        return matches;
    }
}
