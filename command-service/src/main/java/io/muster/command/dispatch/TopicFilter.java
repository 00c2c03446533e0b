package io.muster.command.dispatch;

/** An MQTT topic filter with its wildcards. */
record TopicFilter(String filter) {

    /** Whether a subscriber with this filter gets what is published to the topic. */
    boolean covers(String topic) {
        String[] wanted = filter.split("/", -1);
        String[] levels = topic.split("/", -1);
        for (int i = 0; i < wanted.length; i++) {
            if (wanted[i].equals("#")) {
                return true;
            }
            if (i >= levels.length || !(wanted[i].equals("+") || wanted[i].equals(levels[i]))) {
                return false;
            }
        }
        return wanted.length == levels.length;
    }
}
