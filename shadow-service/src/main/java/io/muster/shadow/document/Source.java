package io.muster.shadow.document;

import java.util.List;
import java.util.Locale;

/** Who or what a value in a shadow comes from; where two say something at the same time, the later one here counts. */
public enum Source {
    /** Of desired: a default of the workspace. */
    WORKSPACE,
    /** Of desired: a default of the device's type. */
    TYPE,
    /** Of desired: a default of a group that the device is in. */
    GROUP,
    /** Of reported: read out of what the device says elsewhere. */
    DERIVED,
    /** Of reported: said by the device itself. */
    DEVICE,
    /** Said by a person or a program. */
    PERSON;

    /** What comes from layers, the lowest first. */
    public static final List<Source> LAYERS = List.of(WORKSPACE, TYPE, GROUP);

    /** As it stands in documents. */
    public String text() {
        return name().toLowerCase(Locale.ROOT);
    }
}
