package io.muster.provisioning.esp32;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import io.muster.provisioning.onboarding.Newcomer;
import io.muster.provisioning.provisioningtoken.ProvisioningToken;

/**
 * What a device says of itself, checked.
 *
 * @param info fields of a device's {@code info}
 * @param metadata capabilities, location and the numbers of its parts
 */
public record Description(String deviceId, Map<String, String> info, Map<String, Object> metadata) {

    public Description {
        info = Map.copyOf(info);
        metadata = new LinkedHashMap<>(metadata);
    }

    Newcomer newcomer(ProvisioningToken token, Esp32Limits limits) {
        String type = token.scope().type();
        String group = token.scope().group();
        return new Newcomer(
                token.workspace(),
                deviceId,
                type == null ? limits.defaultType() : type,
                limits.name(deviceId),
                info,
                List.of("esp32"),
                metadata,
                group == null ? List.of() : List.of(group),
                "provisioning-token:" + token.id());
    }
}
