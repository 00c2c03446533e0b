package io.muster.provisioning.credential;

import java.time.Duration;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;

/** Certificates that devices ask for by themselves. */
@ConfigMapping(prefix = "muster.provisioning.enrollment")
interface EnrollmentSettings {

    /** How long such a certificate is valid. */
    @WithDefault("P365D")
    Duration life();

    /** How long the certificates before it stay valid when a device asks for another one. */
    @WithDefault("1h")
    Duration overlap();
}
