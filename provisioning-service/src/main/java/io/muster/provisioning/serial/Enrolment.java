package io.muster.provisioning.serial;

import java.util.List;

import io.muster.kit.problem.Refusal.FieldError;

/**
 * What became of one serial of a request.
 *
 * @param row its place in the request, from 1
 * @param serial empty if the request names none
 */
public record Enrolment(int row, String serial, Outcome outcome, List<FieldError> errors) {

    /** How it ended. */
    public enum Outcome {
        ENROLLED,
        UPDATED,
        FAILED
    }

    static Enrolment failed(int row, String serial, List<FieldError> errors) {
        return new Enrolment(row, serial, Outcome.FAILED, errors);
    }
}
