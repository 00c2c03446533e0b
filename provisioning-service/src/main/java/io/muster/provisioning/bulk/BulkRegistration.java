package io.muster.provisioning.bulk;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;

import jakarta.enterprise.context.ApplicationScoped;

import io.muster.kit.problem.InvalidRequest;
import io.muster.kit.problem.Refusal;
import io.muster.provisioning.bulk.BulkReport.Tally;
import io.muster.provisioning.bulk.Column.Known;
import io.muster.provisioning.bulk.DeviceFile.Entry;
import io.muster.provisioning.bulk.Outcome.Failed;
import io.muster.provisioning.credential.PasswordHardening;
import io.muster.provisioning.revocation.Confirmations;
import io.muster.provisioning.turns.Turns;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.infrastructure.Infrastructure;
import org.jboss.logging.Logger;

/** Where a file of devices is worked off. Every line is a transaction of its own; one that fails is reported. */
@ApplicationScoped
public class BulkRegistration {

    private static final Logger LOG = Logger.getLogger(BulkRegistration.class);

    private final LineRegistration lines;
    private final PasswordHardening hardening;
    private final Turns turns;
    private final Confirmations confirmations;
    private final BulkSettings settings;

    BulkRegistration(
            LineRegistration lines,
            PasswordHardening hardening,
            Turns turns,
            Confirmations confirmations,
            BulkSettings settings) {
        this.lines = lines;
        this.hardening = hardening;
        this.turns = turns;
        this.confirmations = confirmations;
        this.settings = settings;
    }

    /** What became of a line, and what its device waits for before it can use it. */
    private record Taken(Outcome outcome, Enforcement enforcement) {

        Uni<Outcome> enforced() {
            return enforcement.await().replaceWith(outcome);
        }
    }

    /**
     * Takes in all devices of a file. Fails, and changes nothing, if its first line does not name the columns or it is
     * too long. Where it replaces passwords, it waits for the brokers' word about them as a revocation does.
     *
     * @param by the person or program that sends it
     */
    public Uni<BulkReport> take(String workspace, Path file, String by) {
        return Uni.createFrom()
                .item(() -> DeviceFile.open(file, settings))
                .runSubscriptionOn(Infrastructure.getDefaultWorkerPool())
                .chain(opened ->
                        hardening.yieldTo(takeAll(workspace, opened, by)).eventually(() -> close(opened)));
    }

    /** Lines about the same device go the same way, one after the other: the last one counts. */
    private Uni<BulkReport> takeAll(String workspace, DeviceFile file, String by) {
        boolean announcesOnly = file.header().announcesOnly();
        return Multi.createFrom()
                .items(file::entries)
                .group()
                .by(entry -> Math.floorMod(id(entry).hashCode(), settings.lanes()))
                .onItem()
                .transformToMulti(lane -> lane.onItem()
                        .transformToUniAndConcatenate(
                                entry -> turns.take(() -> take(workspace, entry, announcesOnly, by))))
                .merge(settings.lanes())
                .onItem()
                .transformToUni(Taken::enforced)
                // No line waits for the brokers' word about another.
                .merge(Integer.MAX_VALUE)
                .collect()
                .in(Tally::new, Tally::add)
                .map(Tally::report);
    }

    private Uni<Taken> take(String workspace, Entry entry, boolean announcesOnly, String by) {
        DeviceLine line = entry.line();
        Enforcement enforcement = new Enforcement(confirmations);
        if (entry instanceof Entry.Bad bad) {
            return Uni.createFrom().item(new Taken(failed(line, bad.why()), enforcement));
        }
        return Uni.createFrom()
                .deferred(() -> lines.take(workspace, line, announcesOnly, by, enforcement))
                .onFailure()
                .invoke(enforcement::abandon)
                .onFailure()
                .recoverWithItem(failure -> failed(line, reason(failure, line)))
                .map(outcome -> new Taken(outcome, enforcement));
    }

    private static String reason(Throwable failure, DeviceLine line) {
        if (failure instanceof InvalidRequest wrong) {
            return WrongCells.tell(wrong);
        }
        if (failure instanceof Refusal refusal) {
            return refusal.detail();
        }
        LOG.errorf(failure, "line of a file failed row=%d", line.row());
        return "Something went wrong here. It has been logged.";
    }

    private static Outcome failed(DeviceLine line, String why) {
        return new Failed(line.row(), line.value(Known.ID), why, line.toString());
    }

    private static String id(Entry entry) {
        return entry.line().value(Known.ID).orElse("");
    }

    private static void close(DeviceFile file) {
        try {
            file.close();
        } catch (IOException e) {
            throw new UncheckedIOException("An uploaded file cannot be closed", e);
        }
    }
}
