package io.muster.provisioning.credential;

import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

import io.muster.events.CredentialEvent.Kind;

/** What a fresh credential means for those that the device has already. */
public sealed interface Succession {

    /** It takes the place of all of them, which stay valid for so long. */
    record OfAll(Duration overlap) implements Succession {}

    /** It takes the place of this one, which stays valid for so long. */
    record OfOne(CredentialId id, Duration overlap) implements Succession {}

    /**
     * It takes the place of this one, which stays valid for so long. Of the others of this kind the oldest end at once
     * where there would be more than so many of them with these two.
     */
    record OfOneAmong(CredentialId id, Duration overlap, Kind kind, int most) implements Succession {}

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

    /** Those that end at once because there would be too many. */
    default List<Credential> displaced(List<Credential> earlier) {
        if (!(this instanceof OfOneAmong among)) {
            return List.of();
        }
        return earlier.stream()
                .filter(one -> one.kind() == among.kind() && !one.id().equals(among.id()))
                .sorted(Comparator.comparing(Credential::createdAt).reversed())
                .skip(Math.max(0, among.most() - 2L))
                .toList();
    }

    /** The one without which it cannot be. */
    default Optional<CredentialId> required() {
        if (this instanceof OfOneAmong among) {
            return Optional.of(among.id());
        }
        return this instanceof OfOne one ? Optional.of(one.id()) : Optional.empty();
    }

    private boolean ends(Credential earlier) {
        return this instanceof OfAll
                || required().filter(earlier.id()::equals).isPresent()
                || this instanceof OfKind some && some.kind() == earlier.kind();
    }

    default Duration overlap() {
        if (this instanceof OfAll all) {
            return all.overlap();
        }
        if (this instanceof OfOne one) {
            return one.overlap();
        }
        if (this instanceof OfOneAmong among) {
            return among.overlap();
        }
        return this instanceof OfKind some ? some.overlap() : Duration.ZERO;
    }
}
