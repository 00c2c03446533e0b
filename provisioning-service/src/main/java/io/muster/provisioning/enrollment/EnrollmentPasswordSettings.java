package io.muster.provisioning.enrollment;

import java.time.Duration;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;

/** Passwords with which devices enroll once. */
@ConfigMapping(prefix = "muster.provisioning.enrollment-password")
interface EnrollmentPasswordSettings {

    /** How long one may wait for its device. */
    @WithDefault("P30D")
    Duration life();

    /** How often it may be tried: people choose short ones. A new one begins anew. */
    @WithDefault("10")
    int maxTries();
}
