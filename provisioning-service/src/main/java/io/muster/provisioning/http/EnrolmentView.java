package io.muster.provisioning.http;

import java.util.List;
import java.util.Locale;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.muster.kit.problem.Refusal.FieldError;
import io.muster.provisioning.serial.Enrolment;
import io.muster.provisioning.serial.Enrolment.Outcome;

/** What became of many serials, each in the order of the request. */
record EnrolmentView(long enrolled, long updated, long failed, List<Item> results) {

    @JsonInclude(JsonInclude.Include.NON_EMPTY)
    record Item(int row, String serial, String status, List<FieldError> errors) {}

    static EnrolmentView of(List<Enrolment> report) {
        return new EnrolmentView(
                count(report, Outcome.ENROLLED),
                count(report, Outcome.UPDATED),
                count(report, Outcome.FAILED),
                report.stream()
                        .map(item -> new Item(
                                item.row(),
                                item.serial(),
                                item.outcome().name().toLowerCase(Locale.ROOT),
                                item.errors()))
                        .toList());
    }

    private static long count(List<Enrolment> report, Outcome outcome) {
        return report.stream().filter(item -> item.outcome() == outcome).count();
    }
}
