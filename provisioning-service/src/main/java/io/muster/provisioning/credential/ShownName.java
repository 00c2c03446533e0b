package io.muster.provisioning.credential;

import java.util.List;
import java.util.stream.IntStream;

/** A user name that somebody has shown, and the devices that it may stand for. */
public record ShownName(String text) {

    /** What stands before a device's own id in the user name of its account. */
    public static final String ACCOUNT = "device_";

    /** More underscores than workspaces have in their names are looked at no further. */
    private static final int MOST_PARTS = 16;

    /** By what the device may call itself, with an account or to enroll. */
    public List<String> deviceIds() {
        return text.startsWith(ACCOUNT) ? List.of(text, text.substring(ACCOUNT.length())) : List.of(text);
    }

    /** The platform's id of the device, if it is {@code {workspace}_{id}}; where the workspace ends, it does not say. */
    public List<String> ids() {
        return IntStream.range(0, text.length())
                .filter(at -> text.charAt(at) == '_')
                .limit(MOST_PARTS)
                .mapToObj(at -> text.substring(at + 1))
                .toList();
    }
}
