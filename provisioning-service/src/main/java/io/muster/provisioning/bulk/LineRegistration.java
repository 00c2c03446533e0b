package io.muster.provisioning.bulk;

import java.util.List;
import java.util.Map;

import jakarta.enterprise.context.ApplicationScoped;

import io.muster.kit.problem.FieldChecks;
import io.muster.provisioning.bulk.Column.Known;
import io.muster.provisioning.bulk.Outcome.Created;
import io.muster.provisioning.bulk.Outcome.Updated;
import io.muster.provisioning.enrollment.EnrollmentDesk;
import io.muster.provisioning.newdevice.DeviceAccounts;
import io.muster.provisioning.newdevice.DevicePlan;
import io.muster.provisioning.newdevice.RegistrationDesk;
import io.muster.provisioning.onboarding.Admitted;
import io.muster.provisioning.onboarding.Newcomer;
import io.muster.provisioning.onboarding.NewcomerRules;
import io.muster.provisioning.onboarding.Reception;
import io.quarkus.hibernate.reactive.panache.common.WithTransaction;
import io.smallrye.mutiny.Uni;

/** What one line of a file asks for. */
@ApplicationScoped
class LineRegistration {

    private static final String BASIC = "BASIC";
    private static final String CERTIFICATES = "CERTIFICATES";

    private final NewcomerRules rules;
    private final Reception reception;
    private final DeviceAccounts accounts;
    private final RegistrationDesk desk;
    private final EnrollmentDesk enrollment;
    private final BulkSettings settings;

    LineRegistration(
            NewcomerRules rules,
            Reception reception,
            DeviceAccounts accounts,
            RegistrationDesk desk,
            EnrollmentDesk enrollment,
            BulkSettings settings) {
        this.rules = rules;
        this.reception = reception;
        this.accounts = accounts;
        this.desk = desk;
        this.enrollment = enrollment;
        this.settings = settings;
    }

    /**
     * @param announceOnly whether the device is only expected from now on, and asks for its credentials itself
     * @param enforcement to be waited for, or abandoned, when the transaction has ended
     */
    @WithTransaction
    Uni<Outcome> take(String workspace, DeviceLine line, boolean announceOnly, String by, Enforcement enforcement) {
        check(workspace, line, announceOnly);
        String id = line.value(Known.ID).orElseThrow();
        if (announceOnly) {
            rules.check(newcomer(workspace, line, by));
            return desk.expect(workspace, id, plan(line), by).map(fresh -> outcome(fresh, id));
        }
        return reception
                .admit(newcomer(workspace, line, by))
                .call(admitted -> usesCertificates(line)
                        ? Uni.createFrom().voidItem()
                        : open(admitted, line.value(Known.CREDENTIALS).orElseThrow(), by, enforcement))
                .call(admitted -> line.value(Known.ENROLLMENT_OTP)
                        .map(password -> enrollment.expect(admitted.device(), password))
                        .orElseGet(() -> Uni.createFrom().voidItem()))
                .map(admitted -> outcome(admitted.fresh(), id));
    }

    private Uni<Void> open(Admitted admitted, String password, String by, Enforcement enforcement) {
        if (!admitted.fresh()) {
            enforcement.expect(admitted.device().id());
        }
        return accounts.open(admitted.device(), password, by)
                .invoke(enforcement::decide)
                .replaceWithVoid();
    }

    private static Outcome outcome(boolean fresh, String id) {
        return fresh ? new Created(id) : new Updated(id);
    }

    private void check(String workspace, DeviceLine line, boolean announceOnly) {
        FieldChecks checks = new FieldChecks()
                .require(line.value(Known.ID).isPresent(), "ID", "is required")
                .require(
                        line.value(Known.TENANT)
                                .filter(tenant -> !tenant.equals(workspace))
                                .isEmpty(),
                        "TENANT",
                        "must be the caller's own")
                .require(
                        List.of(BASIC, CERTIFICATES).contains(authType(line)),
                        "AUTH_TYPE",
                        "must be BASIC or CERTIFICATES");
        if (!announceOnly && !usesCertificates(line)) {
            checkPassword(line, Known.CREDENTIALS, checks);
        }
        if (line.value(Known.ENROLLMENT_OTP).isPresent()) {
            checks.require(!announceOnly, "ENROLLMENT_OTP", "goes with AUTH_TYPE CERTIFICATES");
            checkPassword(line, Known.ENROLLMENT_OTP, checks);
        }
        checks.orRefuse();
    }

    private void checkPassword(DeviceLine line, Known column, FieldChecks checks) {
        int length = line.value(column).map(String::length).orElse(0);
        checks.require(
                length >= settings.minPasswordLength() && length <= settings.maxPasswordLength(),
                column.name(),
                "must have " + settings.minPasswordLength() + " to " + settings.maxPasswordLength() + " characters");
    }

    private static boolean usesCertificates(DeviceLine line) {
        return authType(line).equals(CERTIFICATES);
    }

    private static String authType(DeviceLine line) {
        return line.value(Known.AUTH_TYPE).orElse(BASIC);
    }

    private Newcomer newcomer(String workspace, DeviceLine line, String by) {
        String id = line.value(Known.ID).orElseThrow();
        return new Newcomer(
                workspace,
                id,
                line.value(Known.TYPE).orElse(settings.deviceType()),
                line.value(Known.NAME).orElseGet(() -> accounts.nameOf(id)),
                Map.of(),
                List.of(),
                line.metadata(),
                groups(line),
                "csv:" + by);
    }

    private static DevicePlan plan(DeviceLine line) {
        return new DevicePlan(
                line.value(Known.TYPE).orElse(null),
                line.value(Known.NAME).orElse(null),
                groups(line),
                line.metadata());
    }

    private static List<String> groups(DeviceLine line) {
        return line.value(Known.PATH).map(List::of).orElse(List.of());
    }
}
