package io.muster.provisioning.serial;

import jakarta.enterprise.context.ApplicationScoped;

import io.muster.kit.problem.FieldChecks;
import io.muster.provisioning.onboarding.NewcomerRules;

/** Which serials may be enrolled, and on which terms. */
@ApplicationScoped
class SerialRules {

    /** Where the batches are: no path could name this serial. */
    private static final String RESERVED = "batches";

    private final SerialSettings settings;
    private final NewcomerRules newcomers;

    SerialRules(SerialSettings settings, NewcomerRules newcomers) {
        this.settings = settings;
        this.newcomers = newcomers;
    }

    void checkSerial(String field, String serial, FieldChecks checks) {
        newcomers.checkDeviceId(field, serial, checks);
        checks.require(
                        serial.codePointCount(0, serial.length()) <= settings.maxLength(),
                        field,
                        "must not be longer than " + settings.maxLength() + " characters")
                .require(!serial.equals(RESERVED), field, "must not be " + RESERVED)
                .require(SignedSerial.parse(serial).isEmpty(), field, "must not be in the form of a signed serial");
    }

    /** Notes what is wrong; the answer is of use only if nothing is. */
    Terms terms(TermsRequest request, FieldChecks checks) {
        if (request.type() != null) {
            newcomers.checkType("type", request.type(), checks);
        }
        if (request.group() != null) {
            newcomers.checkGroup("group", request.group(), checks);
        }
        SerialPolicy policy = SerialPolicy.named(request.policy() == null ? SerialPolicy.ADD.word() : request.policy())
                .orElse(null);
        checks.require(policy != null, "policy", "must be add, rotate or refuse");
        return new Terms(
                request.type(), request.group(), request.expiresAt(), policy == null ? SerialPolicy.ADD : policy);
    }
}
