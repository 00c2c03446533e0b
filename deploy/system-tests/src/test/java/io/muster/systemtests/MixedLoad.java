package io.muster.systemtests;

import java.io.IOException;
import java.lang.System.Logger.Level;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;

/** All kinds of work at once, each by a caller of its own, until they are told to stop. */
final class MixedLoad {

    private static final System.Logger LOG = System.getLogger(MixedLoad.class.getName());

    /** From the end of a round to the next of the same caller: enough is left of two cores for programs to start. */
    private static final long PAUSE_NANOS = TimeUnit.MILLISECONDS.toNanos(300);

    private static final long LAST_ANSWERS_MILLIS = 10_000;

    private final Queue<String> failures = new ConcurrentLinkedQueue<>();
    private final AtomicInteger rounds = new AtomicInteger();
    private final List<Caller> callers = new ArrayList<>();
    private final List<Thread> threads = new ArrayList<>();
    private volatile boolean enough;
    private volatile boolean over;

    private MixedLoad() {}

    /** @param addresses of the services, by their names */
    static MixedLoad of(List<Work> works, Map<String, URI> addresses) {
        MixedLoad load = new MixedLoad();
        works.forEach(work -> load.begin(work, new Caller(addresses)));
        return load;
    }

    private void begin(Work work, Caller caller) {
        callers.add(caller);
        Thread thread = new Thread(() -> repeat(work, caller));
        threads.add(thread);
        thread.start();
    }

    /** Begins nothing more, and returns when all is answered but what has no end. */
    void stop() throws InterruptedException, IOException {
        enough = true;
        for (Thread thread : threads) {
            thread.join(LAST_ANSWERS_MILLIS);
        }
        over = true;
        for (Caller caller : callers) {
            caller.close();
        }
        for (Thread thread : threads) {
            thread.join(LAST_ANSWERS_MILLIS);
        }
    }

    /** What was not answered as it should have been, in words. */
    List<String> failures() {
        return List.copyOf(failures);
    }

    /** How many rounds of work went well. */
    int rounds() {
        return rounds.get();
    }

    private void repeat(Work work, Caller caller) {
        while (!enough) {
            try {
                work.once(caller);
                rounds.incrementAndGet();
            } catch (Caller.Failed | RuntimeException failed) {
                if (!over) {
                    LOG.log(Level.WARNING, failed.toString());
                    failures.add(failed.toString());
                }
            }
            LockSupport.parkNanos(PAUSE_NANOS);
        }
    }
}
