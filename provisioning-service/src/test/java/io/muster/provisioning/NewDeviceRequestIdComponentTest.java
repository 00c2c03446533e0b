package io.muster.provisioning;

import io.muster.provisioning.Wire.Answer;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static io.muster.provisioning.Wire.CREDENTIALS;
import static io.muster.provisioning.Wire.REQUESTS;
import static io.muster.provisioning.Wire.get;
import static io.muster.provisioning.Wire.id;
import static io.muster.provisioning.Wire.idJson;
import static io.muster.provisioning.Wire.one;
import static io.muster.provisioning.Wire.post;
import static io.muster.provisioning.Wire.put;
import static io.muster.provisioning.Wire.send;
import static io.muster.provisioning.Wire.url;
import static io.muster.provisioning.Wire.user;
import static org.assertj.core.api.Assertions.assertThat;

/** What a device that is expected may be called, at the wire. */
@QuarkusTest
@WithTestResource(ProvisioningServers.class)
class NewDeviceRequestIdComponentTest {

    private String admin;

    @BeforeEach
    void logIn() {
        admin = user("ROLE_DEVICE_CONTROL_ADMIN", "ROLE_DEVICE_CONTROL_READ");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{}",
                "{\"id\":null}",
                "{\"id\":\" \"}",
                "{\"id\":\"a\\u0000\"}",
                "{\"id\":{}}",
                "[]",
                "{",
                "",
                "{\"id\":\"a\",\"id\":\"b\"}",
                "{\"id\":\"a\"}{\"id\":\"b\"}"
            })
    void anIdThatIsNoneIsUnprocessable(String body) {
        assertThat(post(REQUESTS, admin, body).status()).isEqualTo(422);
    }

    @Test
    void anIdOfAThousandLettersIsTakenAndOneMoreIsNot() {
        String longest = (id() + "x".repeat(1000)).substring(0, 1000);

        assertThat(post(REQUESTS, admin, idJson(longest)).status()).isEqualTo(201);
        assertThat(get(one(longest), admin).json().getString("id")).isEqualTo(longest);
        assertThat(post(REQUESTS, admin, idJson(longest + "x")).status()).isEqualTo(422);
    }

    @Test
    void anIdOfAThousandLettersThatAreNotOfAsciiIsFoundByItsAddress() {
        String longest = (id() + "\u58a8".repeat(1000)).substring(0, 1000);

        Answer made = post(REQUESTS, admin, idJson(longest));

        assertThat(made.status()).isEqualTo(201);
        String address = made.header("Location").substring(url("").length());
        assertThat(get(address, admin).json().getString("id")).isEqualTo(longest);
        String bootstrap = user("ROLE_DEVICE_BOOTSTRAP");
        assertThat(post(CREDENTIALS, bootstrap, idJson(longest)).status()).isEqualTo(404);
        assertThat(put(address, admin, "{\"status\":\"ACCEPTED\"}").status()).isEqualTo(200);
        assertThat(post(CREDENTIALS, bootstrap, idJson(longest)).json().getString("username"))
                .isEqualTo("device_" + longest);
    }

    /** Clients take the first two out of an address, and at the others something else answers. */
    @ParameterizedTest
    @ValueSource(strings = {".", "..", "limit", "acceptAll"})
    void anIdThatNoAddressCouldNameIsUnprocessable(String id) {
        Answer refused = post(REQUESTS, admin, idJson(id));

        assertThat(refused.status()).isEqualTo(422);
        assertThat(refused.json().getString("message")).startsWith("id must not be");
    }

    @ParameterizedTest
    @ValueSource(strings = {"a b", "ä", "50%", "a/b", "a+b", "a?b#c", "urn:dev:mac:0024befffe804ff1", "a;b=c"})
    void anIdOfAnyLettersIsPercentEncodedInPaths(String letters) {
        String id = id() + letters;

        Answer made = post(REQUESTS, admin, idJson(id));

        assertThat(made.status()).isEqualTo(201);
        assertThat(get(made.header("Location").substring(url("").length()), admin)
                        .json()
                        .getString("id"))
                .isEqualTo(id);
        assertThat(send("DELETE", one(id), admin, "").status()).isEqualTo(204);
    }
}
