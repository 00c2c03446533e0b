package io.muster.provisioning.credential;

import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;

import jakarta.enterprise.context.ApplicationScoped;

import io.muster.events.EventJson;
import io.muster.kit.device.KnownDevice;
import io.muster.kit.identity.BasicLogin;
import io.muster.kit.password.PasswordHashes;
import io.muster.provisioning.access.AccessLog;
import io.muster.provisioning.access.Objection;
import io.muster.provisioning.credential.Credentials.Holder;
import io.muster.provisioning.signing.DeviceTokens.Claims;
import io.quarkus.hibernate.reactive.panache.common.WithSession;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;

/** Tells the people of a device exactly why somebody was kept out over HTTP in its name. The caller does not learn it. */
@ApplicationScoped
public class FailedLogins {

    private final Credentials credentials;
    private final PasswordHashes passwords;
    private final AccessLog log;
    private final Clock clock = Clock.systemUTC();

    FailedLogins(Credentials credentials, PasswordHashes passwords, AccessLog log) {
        this.credentials = credentials;
        this.passwords = passwords;
        this.log = log;
    }

    /** What was shown proves no valid credential. Of a name that is nobody's, or several devices', nothing is noted. */
    Uni<Void> note(BasicLogin login, Evidence evidence, String address) {
        return credentials
                .holder(login.name(), login.workspace())
                .onItem()
                .ifNull()
                .switchTo(() -> credentials.meant(new ShownName(login.name()), login.workspace()))
                .chain(holder -> holder == null ? Uni.createFrom().voidItem() : note(holder, evidence, address));
    }

    /** The token is signed by us, and none that the device may still use. */
    public Uni<Void> note(KnownDevice device, Claims token, String address) {
        return note(new Holder(device.workspace(), device.id()), new Evidence(Optional.of(token), "", true), address);
    }

    /** The token names the device, but we have not signed it. */
    public Uni<Void> noteUnsigned(KnownDevice device, String shown, String address) {
        Evidence evidence = Evidence.of(shown, Optional.empty(), "");
        return log.enter(device.id(), evidence.objection(device.id(), clock.instant()), address);
    }

    /** What was shown is right, but the device's status keeps it out. */
    public Uni<Void> note(KnownDevice device, String address) {
        return log.enter(
                device.id(), new Objection(device.status(), "The device is " + device.status() + "."), address);
    }

    private Uni<Void> note(Holder holder, Evidence evidence, String address) {
        return ended(holder)
                .onItem()
                .transformToMulti(stories -> Multi.createFrom().iterable(stories))
                .select()
                .when(story -> evidence.proves(holder.device(), story.credential(), passwords))
                .toUni()
                .map(story -> story == null ? evidence.objection(holder.device(), clock.instant()) : ended(story))
                .chain(why -> log.enter(holder.device(), why, address));
    }

    /** Of the passwords that a person chose only the last: to compare one is slow, and strangers are not to make us. */
    @WithSession
    Uni<List<CredentialStory>> ended(Holder holder) {
        Instant now = clock.instant();
        return credentials.of(holder.workspace(), holder.device()).map(stories -> Stream.concat(
                        ended(stories, now).filter(story -> !isChosen(story)),
                        ended(stories, now).filter(FailedLogins::isChosen).limit(1))
                .toList());
    }

    private static Stream<CredentialStory> ended(List<CredentialStory> stories, Instant now) {
        return stories.stream()
                .filter(story -> story.revokedAt() != null
                        || story.credential().validity().isOver(now));
    }

    private static boolean isChosen(CredentialStory story) {
        return story.credential().verifier().startsWith(PasswordHashes.CHOSEN);
    }

    private static Objection ended(CredentialStory story) {
        Instant revoked = story.revokedAt();
        return revoked == null
                ? new Objection(
                        "credential-expired",
                        "The credential expired at "
                                + EventJson.format(Objects.requireNonNull(
                                        story.credential().validity().expiresAt()))
                                + ".")
                : new Objection(
                        "credential-revoked", "The credential was revoked at " + EventJson.format(revoked) + ".");
    }
}
