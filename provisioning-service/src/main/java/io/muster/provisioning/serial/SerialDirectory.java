package io.muster.provisioning.serial;

import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

import jakarta.enterprise.context.ApplicationScoped;

import io.muster.kit.paging.Page;
import io.muster.kit.paging.PageRequest;
import io.muster.kit.problem.FieldChecks;
import io.muster.kit.problem.InvalidRequest;
import io.muster.kit.problem.Refusal.FieldError;
import io.muster.provisioning.serial.Enrolment.Outcome;
import io.muster.provisioning.serial.SerialRefusal.SerialTaken;
import io.muster.provisioning.serial.SerialRefusal.SerialUnknown;
import io.muster.provisioning.serial.Serials.Kept;
import io.quarkus.hibernate.reactive.panache.common.WithTransaction;
import io.smallrye.mutiny.Uni;

/** Where a workspace says which serials may register. */
@ApplicationScoped
public class SerialDirectory {

    private final Serials serials;
    private final SerialRules rules;
    private final SerialSettings settings;
    private final Clock clock = Clock.systemUTC();

    SerialDirectory(Serials serials, SerialRules rules, SerialSettings settings) {
        this.serials = serials;
        this.rules = rules;
        this.settings = settings;
    }

    /** Enrols one serial or gives it new terms. */
    @WithTransaction
    public Uni<Serial> enrol(String workspace, SerialRequest request, String by) {
        FieldChecks checks = new FieldChecks();
        Serial serial = checked(workspace, request, by, now(), checks);
        checks.orRefuse();
        return serials.keep(List.of(serial)).chain(kept -> {
            if (kept.isEmpty()) {
                throw new SerialTaken();
            }
            return find(workspace, serial.text());
        });
    }

    /** Enrols those that can be, and says of each what became of it. */
    @WithTransaction
    public Uni<List<Enrolment>> enrolAll(String workspace, List<SerialRequest> requests, String by) {
        if (requests.isEmpty() || requests.size() > settings.maxPerRequest()) {
            throw new InvalidRequest("serials", "must be from 1 to " + settings.maxPerRequest());
        }
        Instant now = now();
        Map<Integer, Enrolment> failed = new LinkedHashMap<>();
        Map<String, Serial> good = new LinkedHashMap<>();
        List<String> names = new ArrayList<>();
        for (SerialRequest request : requests) {
            int row = names.size() + 1;
            FieldChecks checks = new FieldChecks();
            Serial serial = checked(workspace, request, by, now, checks);
            checks.require(!good.containsKey(serial.text()), "serial", "stands in the request twice");
            names.add(serial.text());
            if (checks.errors().isEmpty()) {
                good.put(serial.text(), serial);
            } else {
                failed.put(row, Enrolment.failed(row, serial.text(), checks.errors()));
            }
        }
        return serials.keep(List.copyOf(good.values())).map(kept -> report(names, failed, kept));
    }

    private static List<Enrolment> report(List<String> names, Map<Integer, Enrolment> failed, Set<Kept> kept) {
        Map<String, Boolean> fresh = kept.stream().collect(Collectors.toMap(Kept::serial, Kept::fresh));
        List<Enrolment> report = new ArrayList<>(names.size());
        for (String name : names) {
            int row = report.size() + 1;
            report.add(failed.containsKey(row) ? failed.get(row) : enrolment(row, name, fresh));
        }
        return report;
    }

    private static Enrolment enrolment(int row, String name, Map<String, Boolean> fresh) {
        Boolean isFresh = fresh.get(name);
        if (isFresh == null) {
            return Enrolment.failed(row, name, List.of(new FieldError("serial", "cannot be enrolled here")));
        }
        return new Enrolment(row, name, isFresh ? Outcome.ENROLLED : Outcome.UPDATED, List.of());
    }

    /** Fails if the workspace has enrolled no such serial. */
    @WithTransaction
    public Uni<Serial> find(String workspace, String serial) {
        return serials.find(workspace, serial).onItem().ifNull().failWith(() -> new SerialUnknown(serial));
    }

    @WithTransaction
    public Uni<Page<Serial>> page(String workspace, PageRequest page) {
        return serials.page(workspace, page);
    }

    /** It cannot register any more; its device and the keys it has stay. */
    @WithTransaction
    public Uni<Void> remove(String workspace, String serial) {
        return serials.remove(workspace, serial)
                .invoke(removed -> {
                    if (!removed) {
                        throw new SerialUnknown(serial);
                    }
                })
                .replaceWithVoid();
    }

    private Serial checked(String workspace, SerialRequest request, String by, Instant now, FieldChecks checks) {
        String text = request.serial() == null ? "" : request.serial();
        rules.checkSerial("serial", text, checks);
        return Serial.enrolled(text, workspace, rules.terms(request.terms(), checks), by, now);
    }

    private Instant now() {
        return clock.instant().truncatedTo(ChronoUnit.MILLIS);
    }
}
