package io.muster.telemetry;

import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.util.Base64;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Collectors;

import io.muster.kit.password.KeyedHash;
import io.muster.kit.password.MachineSecrets;
import io.muster.kit.testing.RealServers;
import io.muster.kit.testing.TestDevice;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.RestAssured;
import org.bouncycastle.crypto.generators.Argon2BytesGenerator;
import org.bouncycastle.crypto.params.Argon2Parameters;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static io.muster.telemetry.StoredRows.count;
import static io.muster.telemetry.StoredRows.eventually;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.startsWith;

/** Devices that say over HTTP who they are as they say it to the broker: with a user name and a secret. */
@QuarkusTest
@WithTestResource(value = RealServers.class, initArgs = @ResourceArg(name = "service", value = "telemetry"))
class DeviceSecretComponentTest {

    private static final byte[] SALT = "sixteen of bytes".getBytes(StandardCharsets.US_ASCII);

    private TestDevice device;

    @BeforeEach
    void register() {
        device = TestDevice.registered(Api.WORKSPACE);
    }

    @AfterEach
    void close() {
        device.close();
    }

    @Test
    void aDeviceSpeaksForItselfWithOrWithoutItsWorkspace() {
        eventually().untilAsserted(() -> assertThat(speak(device.username(), device.secret(), own()))
                .isEqualTo(200));
        assertThat(speak(Api.WORKSPACE + "/" + device.username(), device.secret(), own()))
                .isEqualTo(200);
        assertThat(speak(device.username(), device.secret(), "/api/v1/data/stream"))
                .isEqualTo(200);
        assertThat(speak("ws_other/" + device.username(), device.secret(), own()))
                .isEqualTo(401);
        assertThat(speak(device.username(), "guess", own())).isEqualTo(401);
        assertThat(speak("nobody", device.secret(), own())).isEqualTo(401);
    }

    @Test
    void aNameMayHoldColons() {
        device.getsSecret("AA:BB:01", chosen("pass:word"));

        eventually().untilAsserted(() -> assertThat(speak("AA:BB:01", "pass:word", own()))
                .isEqualTo(200));
        assertThat(speak("AA:BB:01", "word", own())).isEqualTo(401);
    }

    @Test
    void aTokenIsGoodAsAPasswordBesideItsUserName() {
        eventually().untilAsserted(() -> assertThat(speak(device.username(), device.token(), own()))
                .isEqualTo(200));
        assertThat(speak(Api.WORKSPACE + "/" + device.username(), device.token(), own()))
                .isEqualTo(200);
        assertThat(speak("somebody", device.token(), own())).isEqualTo(401);
        assertThat(speak("ws_other/" + device.username(), device.token(), own()))
                .isEqualTo(401);
        assertThat(speak(device.username(), device.token() + "x", own())).isEqualTo(401);
    }

    @Test
    void aWrongSecretIsNotToldOfTokens() {
        RestAssured.given()
                .auth()
                .preemptive()
                .basic(device.username(), "guess")
                .contentType("application/json")
                .body("{\"a\":1}")
                .post(own())
                .then()
                .statusCode(401)
                .header("WWW-Authenticate", startsWith("Basic realm="))
                .body("detail", equalTo("The user name or the password is not valid."));
    }

    @Test
    void aDeviceDoesNotSpeakForAnother() {
        try (TestDevice other = TestDevice.registered(Api.WORKSPACE)) {
            eventually().untilAsserted(() -> assertThat(speak(device.username(), device.secret(), own()))
                    .isEqualTo(200));

            assertThat(speak(device.username(), device.secret(), "/devices/" + other.id() + "/telemetry"))
                    .isEqualTo(403);
            assertThat(count("telemetry", other.id())).isZero();
        }
    }

    @Test
    void aRevokedSecretAndASuspendedDeviceAreRefused() {
        eventually().untilAsserted(() -> assertThat(speak(device.username(), device.secret(), own()))
                .isEqualTo(200));

        String longName = randomLetters(1_000);
        device.getsSecret(longName, chosen("another one"));
        eventually().untilAsserted(() -> assertThat(speak(device.username(), device.secret(), own()))
                .isEqualTo(401));
        assertThat(speak(longName, "another one", own())).isEqualTo(200);
        device.becomes("suspended");
        eventually().untilAsserted(() -> assertThat(speak(longName, "another one", own()))
                .isEqualTo(401));
    }

    @ParameterizedTest
    @ValueSource(strings = {"suspended", "deprecated"})
    void aDeviceThatIsKeptOutIsRefusedWithItsTokenToo(String status) {
        eventually().untilAsserted(() -> assertThat(speakWithToken()).isEqualTo(200));

        device.becomes(status);

        eventually().untilAsserted(() -> assertThat(speakWithToken()).isEqualTo(401));
        assertThat(speak(device.username(), device.secret(), own())).isEqualTo(401);
    }

    @Test
    void aSecretIsGoodAsSoonAsItIsMade() {
        eventually().untilAsserted(() -> assertThat(speak(device.username(), device.secret(), own()))
                .isEqualTo(200));
        String fresh = new MachineSecrets(key()).make(Clock.systemUTC().instant());

        CompletableFuture<Integer> early = CompletableFuture.supplyAsync(() -> speak(device.username(), fresh, own()));
        device.getsSecret(device.username(), key().verifier(fresh));

        assertThat(early).succeedsWithin(Duration.ofSeconds(10)).isEqualTo(200);
    }

    private static KeyedHash key() {
        return new KeyedHash("the tests", RealServers.value("BROKER_SECRET_KEY"));
    }

    private int speakWithToken() {
        return RestAssured.given()
                .auth()
                .oauth2(device.token())
                .contentType("application/json")
                .body("{\"a\":1}")
                .post("/api/v1/data/stream")
                .statusCode();
    }

    /** So many that no index can take them; at random, for they are not to become fewer when they are packed. */
    private static String randomLetters(int count) {
        return new Random()
                .ints(count, 0x4E00, 0x9FA5)
                .mapToObj(Character::toString)
                .collect(Collectors.joining());
    }

    private String own() {
        return "/devices/" + device.id() + "/telemetry";
    }

    private static int speak(String username, String secret, String path) {
        byte[] login = (username + ":" + secret).getBytes(StandardCharsets.UTF_8);
        return RestAssured.given()
                .header("Authorization", "Basic " + Base64.getEncoder().encodeToString(login))
                .contentType("application/json")
                .body("{\"a\":1}")
                .post(path)
                .statusCode();
    }

    /** The verifier of a password that a person chose, with parameters that cost little. */
    private static String chosen(String password) {
        String keyed = key().verifier(password);
        Argon2BytesGenerator generator = new Argon2BytesGenerator();
        generator.init(new Argon2Parameters.Builder(Argon2Parameters.ARGON2_id)
                .withVersion(Argon2Parameters.ARGON2_VERSION_13)
                .withMemoryAsKB(64)
                .withIterations(1)
                .withParallelism(1)
                .withSalt(SALT)
                .build());
        byte[] hash = new byte[32];
        generator.generateBytes(keyed.getBytes(StandardCharsets.UTF_8), hash);
        Base64.Encoder base64 = Base64.getEncoder().withoutPadding();
        return "argon2id:$argon2id$v=19$m=64,t=1,p=1$" + base64.encodeToString(SALT) + "$"
                + base64.encodeToString(hash);
    }
}
