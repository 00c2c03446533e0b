package io.muster.command.live;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import io.muster.command.execution.Stage;
import io.muster.command.live.LiveEvent.Counted;
import io.muster.command.live.LiveEvent.Ended;
import io.muster.command.live.LiveEvent.Quiet;
import io.muster.command.live.LiveEvent.Stepped;
import io.muster.command.live.Sighting.OfBatch;
import io.muster.command.live.Sighting.OfCommand;
import org.jspecify.annotations.Nullable;

/** What one listener has been told, and what is news to it. A sighting may be left out: the next one makes up for it. */
final class Telling {

    private static final Pattern NUMBER = Pattern.compile("\\d{1,9}");

    private int steps;
    private @Nullable String counts;

    /** @param lastEventId what the listener was told last; if it cannot be that, all is told again */
    Telling(@Nullable String lastEventId) {
        this.steps = lastEventId != null && NUMBER.matcher(lastEventId).matches() ? Integer.parseInt(lastEventId) : 0;
        this.counts = lastEventId;
    }

    /** What is to be said now. */
    List<LiveEvent> of(Sighting seen) {
        List<LiveEvent> news = new ArrayList<>();
        if (seen instanceof OfCommand command) {
            news.addAll(steps(command));
        } else if (seen instanceof OfBatch batch) {
            news.addAll(counts(batch));
        }
        if (seen.isFinished()) {
            news.add(new Ended(seen));
        }
        return news.isEmpty() ? List.of(new Quiet()) : List.copyOf(news);
    }

    private List<LiveEvent> steps(OfCommand command) {
        int there = command.steps().size();
        List<LiveEvent> news = new ArrayList<>();
        for (int told = steps > there ? 0 : steps; told < there; told++) {
            news.add(new Stepped(Integer.toString(told + 1), command.steps().get(told)));
        }
        steps = there;
        return news;
    }

    private List<LiveEvent> counts(OfBatch batch) {
        String now = text(batch.counts());
        if (now.equals(counts)) {
            return List.of();
        }
        counts = now;
        return List.of(new Counted(now, batch.counts()));
    }

    private static String text(Map<Stage, Long> counts) {
        return Stream.of(Stage.values())
                .map(stage -> Long.toString(counts.getOrDefault(stage, 0L)))
                .collect(Collectors.joining("-"));
    }
}
