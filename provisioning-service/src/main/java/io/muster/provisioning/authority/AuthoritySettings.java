package io.muster.provisioning.authority;

import java.time.Duration;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;

/** The certificate authorities of workspaces. */
@ConfigMapping(prefix = "muster.provisioning.authority")
public interface AuthoritySettings {

    /** How long an authority is valid from the day it is made; no device certificate outlives it. */
    @WithDefault("P9131D")
    Duration validity();

    /**
     * How long before its end another one takes its place; less than {@link #validity}. At least as long as the longest
     * life of a device certificate, so that none is cut short.
     */
    @WithDefault("P3651D")
    Duration renewal();

    /** How long a list of revoked certificates may be believed. */
    @WithDefault("P1D")
    Duration crlValidity();

    /** How many revoked certificates a list holds at most; the newest ones. */
    @WithDefault("100000")
    int crlEntries();
}
