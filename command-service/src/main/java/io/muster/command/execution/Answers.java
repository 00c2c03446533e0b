package io.muster.command.execution;

import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

import jakarta.enterprise.context.ApplicationScoped;

import io.muster.command.execution.Answer.Heard;
import io.muster.command.execution.Ledger.Change;
import io.muster.kit.trace.Subject;
import io.quarkus.hibernate.reactive.panache.common.WithTransaction;
import io.quarkus.logging.Log;
import io.smallrye.mutiny.Uni;

/**
 * Takes in what devices answer. An answer that was given before, comes too late, or names a command that this device
 * was not given, changes nothing.
 */
@ApplicationScoped
public class Answers {

    private final Executions executions;
    private final DeviceLines lines;
    private final Ledger ledger;
    private final Clock clock = Clock.systemUTC();

    Answers(Executions executions, DeviceLines lines, Ledger ledger) {
        this.executions = executions;
        this.lines = lines;
        this.ledger = ledger;
    }

    /**
     * Takes all of them, those of a device in their order; doing it again changes nothing. Answers of devices whose line
     * somebody holds, who may be making 100,000 executions, are taken after the others.
     */
    public Uni<Void> take(List<Heard> answers) {
        return answers.isEmpty()
                ? Uni.createFrom().voidItem()
                : takeFree(answers)
                        .chain(rest -> rest.isEmpty() ? Uni.createFrom().voidItem() : takeWaiting(rest));
    }

    /** Says which of them are left. */
    @WithTransaction
    Uni<List<Heard>> takeFree(List<Heard> answers) {
        return lines.lockFree(devices(answers)).chain(free -> {
            Map<Boolean, List<Heard>> parts =
                    answers.stream().collect(Collectors.partitioningBy(heard -> free.contains(heard.device())));
            return apply(parts.get(true)).replaceWith(parts.get(false));
        });
    }

    @WithTransaction
    Uni<Void> takeWaiting(List<Heard> answers) {
        return lines.lock(devices(answers)).chain(() -> apply(answers));
    }

    private static Set<String> devices(List<Heard> answers) {
        Set<String> devices = new TreeSet<>();
        answers.forEach(heard -> devices.add(heard.device()));
        return devices;
    }

    private Uni<Void> apply(List<Heard> answers) {
        return answers.isEmpty()
                ? Uni.createFrom().voidItem()
                : executions
                        .byIds(answers.stream().map(Heard::commandId).distinct().toList())
                        .chain(known -> apply(answers, known));
    }

    private Uni<Void> apply(List<Heard> answers, List<Execution> known) {
        Instant now = clock.instant();
        Map<String, Execution> current = new LinkedHashMap<>();
        known.forEach(execution -> current.put(execution.id(), execution));
        List<Change> changes = new ArrayList<>();
        for (Heard heard : answers) {
            change(heard, Optional.ofNullable(current.get(heard.commandId())), now)
                    .ifPresent(change -> {
                        changes.add(change);
                        current.put(heard.commandId(), change.after());
                    });
        }
        return ledger.record(changes, now);
    }

    private static Optional<Change> change(Heard heard, Optional<Execution> known, Instant now) {
        Optional<Change> change = known.filter(execution -> isGivenTo(execution, heard))
                .flatMap(before -> before.answered(heard.answer(), now).map(after -> new Change(before, after)));
        if (change.isEmpty()) {
            Subject.of(heard.workspace(), heard.device())
                    .during(() -> Log.infof(
                            "answer changes nothing workspace=%s device=%s command=%s stage=%s",
                            heard.workspace(),
                            heard.device(),
                            heard.commandId(),
                            known.map(Execution::stage).map(Stage::word).orElse("unknown")));
        }
        return change;
    }

    private static boolean isGivenTo(Execution execution, Heard heard) {
        return execution.device().equals(heard.device())
                && execution.workspace().equals(heard.workspace());
    }
}
