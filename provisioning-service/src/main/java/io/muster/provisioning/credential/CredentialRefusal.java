package io.muster.provisioning.credential;

import io.muster.kit.problem.Refusal;

/** Why a credential is not given, or not found. */
public abstract sealed class CredentialRefusal extends Refusal {

    private static final long serialVersionUID = 1L;

    private CredentialRefusal(Kind kind, String code, String detail) {
        super(kind, code, detail);
    }

    /** The device's status says that it is not to come in; a new credential would be of no use to it. */
    static final class DeviceNotProvisionable extends CredentialRefusal {
        private static final long serialVersionUID = 1L;

        DeviceNotProvisionable(String status) {
            super(Kind.CONFLICT, "device-not-provisionable", "The device is " + status + ".");
        }
    }

    /** The device has no such credential, or none any more. */
    static final class CredentialUnknown extends CredentialRefusal {
        private static final long serialVersionUID = 1L;

        CredentialUnknown(CredentialId id) {
            super(Kind.NOT_FOUND, "credential-not-found", "The device has no valid credential '" + id.text() + "'.");
        }
    }

    /** The device has as many as it may have; one of them has to go first. */
    static final class TooManyCredentials extends CredentialRefusal {
        private static final long serialVersionUID = 1L;

        TooManyCredentials(int most) {
            super(Kind.CONFLICT, "too-many-credentials", "The device has " + most + " valid credentials already.");
        }
    }

    /** What the device has shown proves nothing. It is not told why. */
    public static final class NotTrusted extends CredentialRefusal {
        private static final long serialVersionUID = 1L;

        public NotTrusted() {
            super(Kind.UNAUTHENTICATED, "unauthorized", "A valid user name and token of a device are needed.");
        }
    }
}
