package io.muster.events.rights;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;

import io.muster.events.TopicFilter;

/**
 * What one client may publish to and subscribe to; all else is refused. Most devices may do the same, each below its
 * own id: filters hold a placeholder in its place, so that a hundred thousand devices can {@link #sharing share} one list.
 */
public record Rights(String own, List<TopicFilter> publish, List<TopicFilter> subscribe) {

    /** No topic has it: MQTT forbids this character. */
    private static final String OWN = "\0";

    public static final Rights NONE = of(List.of(), List.of());

    public Rights {
        publish = List.copyOf(publish);
        subscribe = List.copyOf(subscribe);
    }

    /** Of a client that has no level of its own. */
    public static Rights of(Collection<String> publish, Collection<String> subscribe) {
        return ofDevice(OWN, publish, subscribe);
    }

    /**
     * Of a device that may hear, besides what is listed, which of its messages could not be stored: on {@code errors}
     * below its prefix. One that speaks a dialect with topics of its own has no prefix, and nothing is said there.
     */
    public static Rights ofDevice(
            String workspace, String device, Collection<String> publish, Collection<String> subscribe) {
        String prefix = workspace + "/devices/" + device + "/";
        boolean prefixed =
                Stream.concat(publish.stream(), subscribe.stream()).anyMatch(topic -> topic.startsWith(prefix));
        List<String> heard = new ArrayList<>(subscribe);
        if (prefixed) {
            heard.add(prefix + "errors");
        }
        return ofDevice(device, publish, heard);
    }

    /** @param own the level by which the device's topics differ from those of others */
    public static Rights ofDevice(String own, Collection<String> publish, Collection<String> subscribe) {
        return new Rights(own, filters(own, publish), filters(own, subscribe));
    }

    /** @param shared gives the one list that is kept of all equal ones */
    public Rights sharing(UnaryOperator<List<TopicFilter>> shared) {
        return new Rights(own, shared.apply(publish), shared.apply(subscribe));
    }

    public boolean mayPublish(String topic) {
        return covered(publish, topic);
    }

    /** Whether the filter, or one that is wider, is listed. */
    public boolean maySubscribe(String filter) {
        return covered(subscribe, filter);
    }

    private boolean covered(List<TopicFilter> listed, String wanted) {
        if (wanted.contains(OWN)) {
            return false;
        }
        TopicFilter asked = new TopicFilter(wanted).with(own, OWN);
        for (TopicFilter filter : listed) {
            if (filter.covers(asked)) {
                return true;
            }
        }
        return false;
    }

    private static List<TopicFilter> filters(String own, Collection<String> texts) {
        return texts.stream().map(text -> new TopicFilter(text).with(own, OWN)).toList();
    }
}
