package io.muster.telemetry.reading;

/** Names of channels: one to three levels of {@code [A-Za-z0-9_.-]{1,64}}, with a slash between them. */
public final class Channels {

    /** The channel of a device's health, which it says on its status topics. */
    public static final String STATUS = "status";

    private static final int MAX_LEVELS = 3;
    private static final int MAX_LEVEL_LENGTH = 64;

    private Channels() {}

    /** Whether a channel may have this name. */
    public static boolean isName(String name) {
        int levels = 1;
        int length = 0;
        for (int i = 0; i < name.length(); i++) {
            char letter = name.charAt(i);
            if (letter == '/') {
                if (length == 0 || ++levels > MAX_LEVELS) {
                    return false;
                }
                length = 0;
            } else if (!isLetter(letter) || ++length > MAX_LEVEL_LENGTH) {
                return false;
            }
        }
        return length > 0;
    }

    private static boolean isLetter(char letter) {
        return (letter >= 'a' && letter <= 'z')
                || (letter >= 'A' && letter <= 'Z')
                || (letter >= '0' && letter <= '9')
                || letter == '_'
                || letter == '.'
                || letter == '-';
    }
}
