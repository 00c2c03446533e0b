package io.muster.provisioning.enrollment;

/**
 * What is kept of a password with which a device may enroll once.
 *
 * @param id another one for each password
 * @param device the {@code id} of the device
 * @param deviceId what the device calls itself
 * @param verifier a keyed hash, or {@code argon2id:} and the slow hash of that one
 */
public record EnrollmentPassword(String id, String device, String workspace, String deviceId, String verifier) {

    /** Without the verifier. */
    @Override
    public String toString() {
        return "EnrollmentPassword[id=" + id + ", device=" + device + "]";
    }
}
