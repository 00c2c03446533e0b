package io.muster.provisioning.provisioningtoken;

/** Where a token stands. A step exists only on the states that it leaves. */
public sealed interface TokenState {

    /** As it is stored and shown. */
    String word();

    /** A device may come in with it now. */
    sealed interface Usable extends TokenState {

        default Used usedBy(String deviceId) {
            return new Used(deviceId);
        }
    }

    /** A device is bound to it, which calls itself so. */
    sealed interface Claimed extends TokenState {

        String deviceId();
    }

    /** No device has shown it yet. */
    record Open() implements Usable {
        @Override
        public String word() {
            return "open";
        }

        public Pending claimedBy(String deviceId) {
            return new Pending(deviceId);
        }
    }

    /** A device has shown it, and a person is to say whether it may come in. */
    record Pending(String deviceId) implements Claimed {
        @Override
        public String word() {
            return "pending";
        }

        Approved approved() {
            return new Approved(deviceId);
        }

        Rejected rejected() {
            return new Rejected(deviceId);
        }
    }

    record Approved(String deviceId) implements Claimed, Usable {
        @Override
        public String word() {
            return "approved";
        }
    }

    record Rejected(String deviceId) implements Claimed {
        @Override
        public String word() {
            return "rejected";
        }
    }

    record Used(String deviceId) implements Claimed {
        @Override
        public String word() {
            return "used";
        }

        /** The device that came in with it does not exist; it may come in again. */
        public Approved givenBack() {
            return new Approved(deviceId);
        }
    }
}
