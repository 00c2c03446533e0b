package io.muster.shadow.delivery;

import java.util.Collection;

/** The topic on which a device hears its deltas, {@code {workspace}/devices/{id}/shadow/delta}. */
public record DeltaTopic(String workspace, String device) {

    /** Whether one of the topic filters lets it through. */
    public boolean isHeardBy(Collection<String> filters) {
        return filters.stream().anyMatch(this::isHeardBy);
    }

    private boolean isHeardBy(String filter) {
        String[] wanted = filter.split("/", -1);
        String[] levels = {workspace, "devices", device, "shadow", "delta"};
        for (int i = 0; i < wanted.length; i++) {
            if (wanted[i].equals("#")) {
                return true;
            }
            if (i == levels.length || !(wanted[i].equals("+") || wanted[i].equals(levels[i]))) {
                return false;
            }
        }
        return wanted.length == levels.length;
    }
}
