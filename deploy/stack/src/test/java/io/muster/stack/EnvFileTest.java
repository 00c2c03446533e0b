package io.muster.stack;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;

import io.muster.stack.layout.DataDirectory;
import io.muster.stack.platform.EnvListener;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;

class EnvFileTest {

    @TempDir
    private Path directory;

    @Test
    void aProcessIdIsTrueAlsoAfterARestart() throws IOException {
        DataDirectory data = new DataDirectory(directory);
        EnvListener listener = new EnvListener(data, new TreeMap<>(Map.of("BASE_URL", "http://127.0.0.1:8080")));
        listener.started("registry", 1);
        listener.started("registry", 2);
        assertThat(Files.readAllLines(data.env())).containsExactly("BASE_URL=http://127.0.0.1:8080", "PID_REGISTRY=2");
    }
}
