package io.muster.command.dryrun;

import java.util.ArrayList;
import java.util.List;

/** Counts devices and remembers the first of them. */
final class Count {

    private static final int EXAMPLES = 10;

    private final List<String> examples = new ArrayList<>();
    private long count;

    void add(String device) {
        count++;
        if (examples.size() < EXAMPLES) {
            examples.add(device);
        }
    }

    Forecast.Some some() {
        return new Forecast.Some(count, examples);
    }
}
