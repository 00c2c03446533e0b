package io.muster.shadow.derivation;

import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

import io.muster.events.StateReported;
import io.muster.events.StateReported.Reading;
import io.muster.shadow.change.Report;
import io.muster.shadow.document.ShadowDocument;
import org.jspecify.annotations.Nullable;

/** Latest values of channels as reports: each value under its own name, said when it was measured. */
final class DerivedReports {

    /** What the only value of a channel is called there; in the shadow it has the channel's name. */
    private static final String ONLY = "value";

    private DerivedReports() {}

    /** Oldest first; where two channels have a value of the same name, the later one stays. */
    static List<Report> of(StateReported state) {
        return state.channels().entrySet().stream()
                .sorted(Comparator.comparing(channel -> channel.getValue().at()))
                .map(channel -> report(channel.getKey(), channel.getValue()))
                .toList();
    }

    private static Report report(String channel, Reading reading) {
        Map<String, @Nullable Object> patch = new LinkedHashMap<>(reading.values());
        patch.remove(ShadowDocument.LAST_UPDATED);
        if (patch.keySet().equals(Set.of(ONLY))) {
            patch.put(channel, patch.remove(ONLY));
        }
        return new Report(patch, Map.of(), null, reading.at());
    }
}
