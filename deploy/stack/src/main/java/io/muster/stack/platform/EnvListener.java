package io.muster.stack.platform;

import java.time.Duration;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;

import io.muster.stack.layout.DataDirectory;
import io.muster.stack.secret.PrivateFile;
import io.muster.stack.supervise.Listener;
import io.muster.stack.supervise.RestartPolicy;

/** Keeps the file for scripts true: it is written again whenever a process id changes. */
public class EnvListener implements Listener {

    private final DataDirectory data;
    private final Map<String, String> env;

    /**
     * @param env all there is to say but the process ids, which are added here; guarded by itself
     */
    public EnvListener(DataDirectory data, Map<String, String> env) {
        this.data = data;
        this.env = env;
    }

    @Override
    public void started(String part, long pid) {
        synchronized (env) {
            env.put("PID_" + part.toUpperCase(Locale.ROOT), Long.toString(pid));
            PrivateFile.write(
                    data.env(),
                    env.entrySet().stream()
                            .map(entry -> entry.getKey() + "=" + entry.getValue() + "\n")
                            .collect(Collectors.joining()));
        }
    }

    @Override
    public void ready(String part, Duration took) {
        System.err.printf(Locale.ROOT, "%-12s ready after %.1f s%n", part, took.toMillis() / 1000.0);
    }

    @Override
    public void died(String part, String how, RestartPolicy.Verdict verdict) {
        System.err.println(part + " " + how
                + (verdict instanceof RestartPolicy.Verdict.StartAgain ? "; starting it again" : "; giving up"));
    }
}
