package io.muster.kit.password;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;

/** How much work a guess at a password costs, and how much of it is done at a time. */
@ConfigMapping(prefix = "muster.password")
interface PasswordSettings {

    /** Memory of one Argon2id hash, in KiB. Hashes that were made with other parameters stay good. */
    @WithDefault("19456")
    int memoryKib();

    /** Passes of Argon2id over its memory. */
    @WithDefault("2")
    int passes();

    /** How many hashes are made or checked at once; each occupies a processor. */
    @WithDefault("2")
    int threads();

    /** How many more may wait; beyond it a caller is told to come again. */
    @WithDefault("200")
    int waiting();

    /** How many passwords that were right are remembered, as keyed hashes in memory, so that polling costs no Argon2id. */
    @WithDefault("10000")
    int remembered();
}
