package io.muster.shadow.document;

import java.util.regex.Pattern;

import io.muster.kit.problem.InvalidRequest;
import org.jspecify.annotations.Nullable;

/**
 * Which shadow: that of a device, or one of its named ones.
 *
 * @param device the {@code id}
 * @param name empty for the device's own one
 */
public record ShadowId(String workspace, String device, String name) {

    private static final Pattern NAME = Pattern.compile("[A-Za-z0-9_:-]{1,64}");

    /** The device's own shadow. */
    public static ShadowId of(String workspace, String device) {
        return new ShadowId(workspace, device, "");
    }

    /**
     * A named shadow, or the device's own one if there is no name.
     *
     * @throws InvalidRequest if no shadow can have the name
     */
    public static ShadowId of(String workspace, String device, @Nullable String name) {
        if (name != null && !isName(name)) {
            throw new InvalidRequest("name", "must be 1 to 64 of the characters A-Z a-z 0-9 _ : -");
        }
        return new ShadowId(workspace, device, name == null ? "" : name);
    }

    public static boolean isName(String name) {
        return NAME.matcher(name).matches();
    }

    public boolean isNamed() {
        return !name.isEmpty();
    }
}
