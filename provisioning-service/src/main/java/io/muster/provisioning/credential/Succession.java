package io.muster.provisioning.credential;

import java.time.Duration;

import io.muster.events.CredentialEvent.Kind;

/** What a fresh credential means for those that the device has already. */
public sealed interface Succession {

    /** It takes the place of all of them, which stay valid for so long. */
    record OfAll(Duration overlap) implements Succession {}

    /** It takes the place of this one, which stays valid for so long. */
    record OfOne(CredentialId id, Duration overlap) implements Succession {}

    /** It takes the place of those of this kind, which stay valid for so long. */
    record OfKind(Kind kind, Duration overlap) implements Succession {}

    /** It stands beside them. */
    record OfNone() implements Succession {}

    default boolean ends(Credential earlier) {
        return this instanceof OfAll
                || this instanceof OfOne one && one.id().equals(earlier.id())
                || this instanceof OfKind some && some.kind() == earlier.kind();
    }

    default Duration overlap() {
        if (this instanceof OfAll all) {
            return all.overlap();
        }
        if (this instanceof OfOne one) {
            return one.overlap();
        }
        return this instanceof OfKind some ? some.overlap() : Duration.ZERO;
    }
}
