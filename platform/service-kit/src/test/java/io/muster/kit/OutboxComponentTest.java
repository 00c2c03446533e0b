package io.muster.kit;

import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

import io.muster.events.LifecycleEvent;
import io.muster.events.ShadowEvent.DesiredChanged;
import io.muster.events.Topic;
import io.muster.kit.testing.RealServers;
import io.muster.kit.testing.TestTopics;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

@QuarkusTest
@WithTestResource(
        value = RealServers.class,
        initArgs = {
            @ResourceArg(name = "service", value = "registry"),
            @ResourceArg(name = "servers", value = "postgres,kafka")
        })
class OutboxComponentTest {

    @Test
    void whatAUseCaseSaysIsOnKafkaOnceItHasCommitted() {
        String device = write();

        DesiredChanged said = awaitRevision(device, 1);

        assertThat(said.workspace()).isEqualTo(KitUnderTest.WORKSPACE);
    }

    @Test
    void aUseCaseThatFailsHasWrittenNothingAndSaidNothing() {
        String failed = Ids.next("dev");
        KitUnderTest.as("operator").post("/notes/" + failed + "/fail").then().statusCode(500);

        awaitRevision(write(), 1);

        assertThat(TestTopics.about(Topic.SHADOW_LIFECYCLE, failed)).isEmpty();
        assertThat(KitUnderTest.as("viewer")
                        .get("/notes/" + failed + "/count")
                        .jsonPath()
                        .getInt("data"))
                .isZero();
    }

    @Test
    void theEventsOfOneKeyComeInTheOrderOfTheirChanges() {
        String device = write();

        IntStream.range(0, 60).parallel().forEach(n -> KitUnderTest.as("operator")
                .post("/notes/" + device + "/rewrite")
                .then()
                .statusCode(204));
        awaitRevision(device, 61);

        List<Long> revisions = TestTopics.about(Topic.SHADOW_LIFECYCLE, device).stream()
                .map(LifecycleEvent::revision)
                .distinct()
                .toList();
        assertThat(revisions).isSorted().hasSize(61);
    }

    @Test
    void afterTheLastEventOfAKeyComesATombstone() {
        String device = Ids.next("dev");

        KitUnderTest.as("operator").post("/notes/" + device + "/leave").then().statusCode(204);

        await().untilAsserted(() -> assertThat(TestTopics.bodies(Topic.GROUP_MEMBERS, "grp_notes/" + device))
                .hasSize(2)
                .first()
                .isNotNull());
        assertThat(TestTopics.bodies(Topic.GROUP_MEMBERS, "grp_notes/" + device).get(1))
                .isNull();
    }

    private static String write() {
        String device = Ids.next("dev");
        KitUnderTest.as("operator")
                .body(Map.of("device", device, "text", "hello"))
                .post("/notes")
                .then()
                .statusCode(200);
        return device;
    }

    private static DesiredChanged awaitRevision(String device, long revision) {
        return TestTopics.await(
                Topic.SHADOW_LIFECYCLE,
                DesiredChanged.class,
                event -> event.device().equals(device) && event.revision() == revision);
    }
}
