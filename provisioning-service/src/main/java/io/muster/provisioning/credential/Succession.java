package io.muster.provisioning.credential;

import java.time.Duration;
import java.util.Comparator;
import java.util.List;

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

    /** It stands beside them, and takes the place of the oldest where there would be more than so many. */
    record OfNewest(int most) implements Succession {}

    /** Those of the credentials that it takes the place of. */
    default List<Credential> ending(List<Credential> earlier) {
        if (this instanceof OfNewest newest) {
            return earlier.stream()
                    .sorted(Comparator.comparing(Credential::createdAt).reversed())
                    .skip(newest.most() - 1L)
                    .toList();
        }
        return earlier.stream().filter(this::ends).toList();
    }

    private boolean ends(Credential earlier) {
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
