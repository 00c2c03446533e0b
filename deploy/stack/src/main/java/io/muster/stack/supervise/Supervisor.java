package io.muster.stack.supervise;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.function.Function;

/** Starts the parts wave by wave, keeps each of them up alone, and ends them in the opposite order. */
public final class Supervisor {

    private record Kept(Keeper keeper, Thread thread) {}

    private final List<List<Part>> waves;
    private final Function<String, Path> logs;
    private final RunDirectory run;
    private final RestartPolicy policy;
    private final Listener listener;
    private final List<List<Kept>> kept = new ArrayList<>();
    private final CompletableFuture<PartFailed> failure = new CompletableFuture<>();
    private boolean stopped;

    public Supervisor(
            List<List<Part>> waves,
            Function<String, Path> logs,
            RunDirectory run,
            RestartPolicy policy,
            Listener listener) {
        this.waves = List.copyOf(waves);
        this.logs = logs;
        this.run = run;
        this.policy = policy;
        this.listener = listener;
    }

    /**
     * Returns when all parts are ready.
     *
     * @throws PartFailed as soon as one of them will not be; the others still run until {@link #stop}
     */
    public void start() {
        for (List<Part> wave : waves) {
            try {
                begin(wave).join();
            } catch (CompletionException e) {
                throw e.getCause() instanceof PartFailed failed ? failed : e;
            }
        }
    }

    /** Completes with the part that cannot be kept up any more; never, while all goes well. */
    public CompletableFuture<PartFailed> failure() {
        return failure;
    }

    /** Ends all parts, the last started first, and returns when no process is left. */
    public void stop() {
        List<List<Kept>> running;
        synchronized (kept) {
            stopped = true;
            running = new ArrayList<>(kept);
        }
        for (int wave = running.size() - 1; wave >= 0; wave--) {
            running.get(wave).forEach(one -> one.keeper().stop());
            running.get(wave).forEach(one -> join(one.thread()));
        }
        run.clean();
    }

    private CompletableFuture<Void> begin(List<Part> wave) {
        CompletableFuture<Void> ready = new CompletableFuture<>();
        synchronized (kept) {
            if (stopped) {
                return ready;
            }
            List<Kept> started = wave.stream().map(this::keep).toList();
            kept.add(started);
            CompletableFuture.allOf(started.stream()
                            .map(one -> one.keeper().firstReady())
                            .toArray(CompletableFuture[]::new))
                    .thenRun(() -> ready.complete(null));
            // One failure is enough; do not wait for the rest of the wave.
            started.forEach(one -> one.keeper().firstReady().exceptionally(failed -> {
                ready.completeExceptionally(failed);
                return null;
            }));
        }
        return ready;
    }

    private Kept keep(Part part) {
        Keeper keeper = new Keeper(part, logs.apply(part.name()), run, policy, listener);
        keeper.gaveUp().thenAccept(failure::complete);
        Thread thread = new Thread(keeper, part.name());
        thread.start();
        return new Kept(keeper, thread);
    }

    private static void join(Thread thread) {
        try {
            thread.join();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
