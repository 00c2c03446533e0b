package io.muster.kit.identity;

/** What a caller may do in its workspace. Each role may do all that the one before it may. */
public final class Role {

    /** Reads. */
    public static final String VIEWER = "viewer";
    /** Also writes devices, groups, commands and shadows. */
    public static final String OPERATOR = "operator";
    /** Also credentials, tokens and the workspace's users. */
    public static final String ADMIN = "admin";

    /** A device that speaks for itself; see {@link Caller#requireSelfOrOperator}. */
    public static final String DEVICE = "device";

    private Role() {}
}
