package io.muster.provisioning.authority;

import java.time.Duration;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;

/** The certificate authorities of workspaces. */
@ConfigMapping(prefix = "muster.provisioning.authority")
interface AuthoritySettings {

    /** How long an authority is valid from the day it is made; no device certificate outlives it. */
    @WithDefault("P9131D")
    Duration validity();
}
