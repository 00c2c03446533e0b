package io.muster.stack;

import java.util.Map;

import io.muster.stack.layout.DataDirectory;

/** What a person reads when the platform is ready. */
record Welcome(DataDirectory data, boolean demo) {

    String text(Map<String, String> env) {
        String shown = demo ? "tracker-01/telemetry/latest" : "my-tracker/connection";
        return """

                Muster is ready.

                  REST   %s
                  MQTT   %s   TLS %s   WebSocket %s
                  Files  %s (addresses, passwords, tokens), %s

                Admin token of workspace %s, good for 30 days:

                %s

                Try next:

                  . %s
                  curl -s $BASE_URL/devices/register -H "Authorization: Bearer $ADMIN_TOKEN" \\
                    -H 'Content-Type: application/json' \\
                    -d '{"deviceId":"my-tracker","type":"gps-tracker","name":"My first tracker"}'
                  curl -s $BASE_URL/devices/my-tracker/provision -H "Authorization: Bearer $ADMIN_TOKEN" \\
                    -H 'Content-Type: application/json' -d '{"authType":"token"}'
                  curl -s $BASE_URL/devices/%s -H "Authorization: Bearer $ADMIN_TOKEN"
                """
                .formatted(
                        env.get("BASE_URL"),
                        env.get("MQTT_URL"),
                        env.get("MQTTS_URL"),
                        env.get("MQTT_WS_URL"),
                        data.env(),
                        data.root().resolve("logs"),
                        env.get("WORKSPACE"),
                        env.get("ADMIN_TOKEN"),
                        data.env(),
                        shown);
    }
}
