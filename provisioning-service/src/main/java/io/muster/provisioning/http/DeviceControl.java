package io.muster.provisioning.http;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.UriInfo;

import org.jspecify.annotations.Nullable;

/** How the Cumulocity-style endpoints name media types: many ways in, letter case and parameters aside. */
final class DeviceControl {

    private static final List<String> PATHS = List.of("/devicecontrol/", "/tenant/options/");
    private static final String PREFIX = "application/vnd.com.nsn.cumulocity.";
    private static final String SUFFIX = "+json";
    private static final String PARAMETERS = ";charset=UTF-8;ver=0.9";

    private DeviceControl() {}

    /** Whether the path is one of this dialect's. */
    static boolean owns(@Nullable String path) {
        return path != null && PATHS.stream().anyMatch(path::startsWith);
    }

    /** @param name for example {@code newDeviceRequest} */
    static String mediaType(String name) {
        return PREFIX + name + SUFFIX + PARAMETERS;
    }

    /** Whether one of the media types in a header is JSON, in plain or in Cumulocity's clothes. */
    static boolean namesJson(String header) {
        return named(header).anyMatch(DeviceControl::isJson);
    }

    /** Whether one of the media types in an {@code Accept} header allows JSON. */
    static boolean allowsJson(String accept) {
        return named(accept).anyMatch(type -> isJson(type) || type.equals("*/*") || type.equals("application/*"));
    }

    /** The media type for what is called {@code name}: plain JSON if that alone was asked for. */
    static String answer(String name, Optional<String> accept) {
        boolean plain = accept.filter(header -> named(header).allMatch(MediaType.APPLICATION_JSON::equals))
                .isPresent();
        return plain ? MediaType.APPLICATION_JSON : mediaType(name);
    }

    /** The absolute address of the thing of this id, whatever its letters, below a path. */
    static String link(UriInfo uri, String path, String id) {
        return uri.getBaseUri().resolve(path) + "/"
                + URLEncoder.encode(id, StandardCharsets.UTF_8).replace("+", "%20");
    }

    private static boolean isJson(String type) {
        return type.equals(MediaType.APPLICATION_JSON) || (type.startsWith(PREFIX) && type.endsWith(SUFFIX));
    }

    private static Stream<String> named(String header) {
        return Arrays.stream(header.split(","))
                .map(part -> part.split(";", 2)[0].strip().toLowerCase(Locale.ROOT))
                .filter(type -> !type.isEmpty());
    }
}
