package io.muster.provisioning.http;

import io.muster.kit.problem.Problem;

/**
 * A problem as Cumulocity tells it.
 *
 * @param error for programs, such as {@code devicecontrol/Not Found}
 * @param info the type of the problem elsewhere on this platform
 */
record DeviceControlError(String error, String message, String info) {

    static DeviceControlError of(Problem problem) {
        return new DeviceControlError(error(problem.status()), message(problem), problem.type());
    }

    /** What cannot be done as it was said is 422 here, where it is 400 or 409 elsewhere. */
    static int status(Problem problem) {
        return problem.status() == 400 || problem.status() == 409 ? 422 : problem.status();
    }

    /** The platform's own words are about bearer tokens alone. */
    private static String message(Problem problem) {
        return switch (problem.status()) {
            case 401 -> "The login of a user (workspace/user and password) is needed, or a bearer token.";
            case 403 -> "The caller's role does not allow this.";
            default -> problem.detail();
        };
    }

    private static String error(int status) {
        return switch (status) {
            case 401 -> "security/Unauthorized";
            case 403 -> "security/Forbidden";
            case 404 -> "devicecontrol/Not Found";
            case 405 -> "devicecontrol/Method Not Allowed";
            case 406 -> "devicecontrol/Not Acceptable";
            case 413 -> "devicecontrol/Request Entity Too Large";
            case 415 -> "devicecontrol/Unsupported Media Type";
            case 429 -> "devicecontrol/Too Many Requests";
            case 400, 409, 422 -> "devicecontrol/Unprocessable Entity";
            case 503 -> "devicecontrol/Service Unavailable";
            default -> "devicecontrol/Internal Server Error";
        };
    }
}
