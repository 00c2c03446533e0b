package io.muster.stack.secret;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Base64;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;

class SecretsTest {

    @TempDir
    private Path directory;

    @Test
    void aSecretIsTheSameAfterARestart() {
        String password = new Secrets(file()).password("postgres.registry");
        assertThat(new Secrets(file()).password("postgres.registry")).isEqualTo(password);
    }

    @Test
    void noTwoSecretsAreTheSame() {
        Secrets secrets = new Secrets(file());
        assertThat(secrets.password("a")).isNotEqualTo(secrets.password("b"));
    }

    @Test
    void aKeyHas32Bytes() {
        assertThat(Base64.getDecoder().decode(new Secrets(file()).key("master")))
                .hasSize(32);
    }

    @Test
    void onlyTheOwnerMayRead() throws IOException {
        new Secrets(file()).password("a");
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file())))
                .isEqualTo("rw-------");
    }

    private Path file() {
        return directory.resolve("secrets");
    }
}
