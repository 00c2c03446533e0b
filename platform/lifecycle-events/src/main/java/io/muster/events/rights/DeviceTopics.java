package io.muster.events.rights;

import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Pattern;

/**
 * Keeps the number of distinct topics bounded, whatever a credential allows: each one costs the broker memory, and the
 * history an index entry. A channel is one to three levels of {@code [A-Za-z0-9_.-]{1,64}}, a device has so many of
 * them and no more, and a state is one of the known ones. Channels are counted from the broker's start.
 */
public final class DeviceTopics {

    private static final Pattern CHANNEL = Pattern.compile("[A-Za-z0-9_.-]{1,64}(?:/[A-Za-z0-9_.-]{1,64}){0,2}");

    private final int maxChannels;
    private final Set<String> states;
    private final Map<String, Set<String>> channelsByDevice = new ConcurrentHashMap<>();

    public DeviceTopics(int maxChannels, Set<String> states) {
        this.maxChannels = maxChannels;
        this.states = Set.copyOf(states);
    }

    /** Why a device may not use this topic, which its credential allows; empty if it may. Remembers a new channel. */
    public Optional<String> objection(String workspace, String device, String topic) {
        String prefix = workspace + "/devices/" + device + "/";
        if (!topic.startsWith(prefix)) {
            return Optional.empty();
        }
        String rest = topic.substring(prefix.length());
        if (rest.equals("telemetry") || rest.startsWith("telemetry/")) {
            return channelObjection(device, rest.substring(Math.min(rest.length(), "telemetry/".length())));
        }
        return rest.startsWith("status/") && !states.contains(rest.substring("status/".length()))
                ? Optional.of("The state is none of those that are known.")
                : Optional.empty();
    }

    /** A deleted device's channels need not be remembered. */
    public void forget(String device) {
        channelsByDevice.remove(device);
    }

    private Optional<String> channelObjection(String device, String channel) {
        Set<String> known = channelsByDevice.computeIfAbsent(device, unknown -> ConcurrentHashMap.newKeySet());
        if (known.contains(channel)) {
            return Optional.empty();
        }
        if (!CHANNEL.matcher(channel).matches()) {
            return Optional.of("A channel is one to three levels of at most 64 letters, digits, _ . and -.");
        }
        synchronized (known) {
            return known.size() < maxChannels && known.add(channel)
                    ? Optional.empty()
                    : Optional.of("The device uses its " + maxChannels + " channels already.");
        }
    }
}
