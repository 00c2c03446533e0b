package io.muster.broker.rights;

import java.util.Collection;
import java.util.List;

/** What one client may publish to and subscribe to; all else is refused. */
public record Rights(List<TopicFilter> publish, List<TopicFilter> subscribe) {

    public static final Rights NONE = new Rights(List.of(), List.of());

    public Rights {
        publish = List.copyOf(publish);
        subscribe = List.copyOf(subscribe);
    }

    public static Rights of(Collection<String> publish, Collection<String> subscribe) {
        return new Rights(filters(publish), filters(subscribe));
    }

    public boolean mayPublish(String topic) {
        return covered(publish, topic);
    }

    /** Whether the filter, or one that is wider, is listed. */
    public boolean maySubscribe(String filter) {
        return covered(subscribe, filter);
    }

    private static boolean covered(List<TopicFilter> listed, String wanted) {
        TopicFilter asked = new TopicFilter(wanted);
        for (TopicFilter filter : listed) {
            if (filter.covers(asked)) {
                return true;
            }
        }
        return false;
    }

    private static List<TopicFilter> filters(Collection<String> texts) {
        return texts.stream().map(TopicFilter::new).toList();
    }
}
