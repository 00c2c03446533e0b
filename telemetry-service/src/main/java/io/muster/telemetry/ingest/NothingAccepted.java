package io.muster.telemetry.ingest;

import java.util.List;

import io.muster.kit.problem.Refusal;

/** None of a request's messages is a reading. */
public final class NothingAccepted extends Refusal {

    private static final long serialVersionUID = 1L;
    private static final int MOST_NAMED = 100;

    private NothingAccepted(Kind kind, String code, Reception reception) {
        super(
                kind,
                code,
                reception.received() == 1 ? reception.refused().get(0).detail() : "None of the items is a reading.",
                errors(reception));
    }

    /** @throws NothingAccepted if nothing was */
    public static Reception unlessAccepted(Reception reception) {
        if (reception.accepted() == 0) {
            throw of(reception);
        }
        return reception;
    }

    private static NothingAccepted of(Reception reception) {
        return switch (reception.refused().get(0).reason()) {
            case SUSPENDED -> new NothingAccepted(Kind.FORBIDDEN, "device-suspended", reception);
            case DELETED, UNKNOWN_DEVICE -> new NothingAccepted(Kind.NOT_FOUND, "device-not-found", reception);
            case TOO_LARGE -> new NothingAccepted(Kind.TOO_LARGE, "too-large", reception);
            default -> new NothingAccepted(Kind.INVALID, "invalid-request", reception);
        };
    }

    private static List<FieldError> errors(Reception reception) {
        return reception.refused().stream()
                .limit(MOST_NAMED)
                .map(refused -> new FieldError(
                        reception.received() == 1 ? "body" : "[" + refused.index() + "]", refused.detail()))
                .toList();
    }
}
