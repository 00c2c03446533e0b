package io.muster.provisioning.bulk;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** What a column of a file means, by its name in the first line. */
sealed interface Column {

    /** One that every file may have, in whatever letter case. */
    enum Known implements Column {
        ID,
        CREDENTIALS,
        AUTH_TYPE,
        TENANT,
        TYPE,
        NAME,
        ICCID,
        IDTYPE,
        PATH,
        SHELL,
        ENROLLMENT_OTP;

        private static Optional<Column> named(String name) {
            return Arrays.stream(values())
                    .filter(known -> known.name().equalsIgnoreCase(name))
                    .<Column>map(known -> known)
                    .findFirst();
        }
    }

    /** Another name of the device, of this type. */
    record ExternalId(String type) implements Column {}

    /** A property of the device; each but the last of the path is an object. */
    record Property(List<String> path) implements Column {

        public Property {
            path = List.copyOf(path);
        }
    }

    String EXTERNAL = "external-";

    /** The property in which {@link Known#ICCID} stands. */
    String MOBILE = "c8y_Mobile";

    /** The property that {@link Known#SHELL} makes. */
    String OPERATIONS = "c8y_SupportedOperations";

    /** The property in which external ids stand. */
    String EXTERNAL_IDS = "externalIds";

    /** @param name not blank */
    static Column named(String name) {
        return Known.named(name)
                .orElseGet(() -> name.toLowerCase(Locale.ROOT).startsWith(EXTERNAL) && name.length() > EXTERNAL.length()
                        ? new ExternalId(name.substring(EXTERNAL.length()))
                        : new Property(List.of(name.split("\\.", -1))));
    }

    /** Where in the device's properties it is kept; empty if nowhere. */
    default List<String> path() {
        if (this instanceof Property property) {
            return property.path;
        }
        if (this instanceof ExternalId other) {
            return List.of(EXTERNAL_IDS, other.type);
        }
        return switch ((Known) this) {
            case ID -> List.of(EXTERNAL_IDS, "");
            case ICCID -> List.of(MOBILE, "iccid");
            case SHELL -> List.of(OPERATIONS);
            default -> List.of();
        };
    }
}
