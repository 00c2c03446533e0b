package io.muster.command;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;

import io.muster.events.DevicePurged;
import io.muster.events.GroupEvent.GroupCreated;
import io.muster.events.GroupEvent.GroupDeleted;
import io.muster.events.GroupEvent.GroupSnapshot;
import io.muster.events.MembershipEvent.MemberAdded;
import io.muster.events.MembershipEvent.MemberRemoved;
import io.muster.events.Topic;
import io.muster.kit.Ids;
import io.muster.kit.testing.RealServers;
import io.muster.kit.testing.TestDevice;
import io.muster.kit.testing.TestTopics;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;

import static io.muster.command.Callers.WORKSPACE;
import static io.muster.command.Callers.as;
import static io.muster.command.Callers.in;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.startsWith;

/** Whom an order to a group is for. */
@QuarkusTest
@WithTestResource(value = RealServers.class, initArgs = @ResourceArg(name = "service", value = "command"))
class GroupComponentTest {

    private final String group = Ids.next("grp");

    @Test
    void allMembersGetAnExecution() {
        String first = TestDevice.registered(WORKSPACE).id();
        String second = TestDevice.registered(WORKSPACE).id();
        TestTopics.say(new GroupCreated(1, snapshot(2)));
        TestTopics.say(new MemberAdded(1, WORKSPACE, group, first));
        TestTopics.say(new MemberAdded(1, WORKSPACE, group, second));

        String batch = order().then()
                .statusCode(202)
                .header("Location", startsWith("http"))
                .body("data.groupId", equalTo(group))
                .body("data.total", equalTo(2))
                .body("data.states.queued", equalTo(2))
                .body("data.parameters.delay", equalTo(5))
                .extract()
                .path("data.id");

        List<String> devices = as("viewer")
                .get("/commands/{id}/executions", batch)
                .then()
                .body("data[0].parameters.delay", equalTo(5))
                .extract()
                .path("data.device");
        assertThat(devices).containsExactlyInAnyOrder(first, second);
    }

    @Test
    void anOrderWaitsForTheGroupAndForAllOfItsMembers() {
        CompletableFuture<Integer> early = CompletableFuture.supplyAsync(() -> order().path("data.total"));

        TestTopics.say(new GroupCreated(1, snapshot(2)));
        TestTopics.say(new MemberAdded(1, WORKSPACE, group, Ids.next("dev")));
        Awaitility.await().pollDelay(Duration.ofMillis(200)).until(() -> !early.isDone());
        TestTopics.say(new MemberAdded(1, WORKSPACE, group, Ids.next("dev")));

        assertThat(early.join()).isEqualTo(2);
    }

    @Test
    void thousandsWhoHaveJustComeAreAllMeant() {
        TestTopics.say(new GroupCreated(1, snapshot(5000)));
        TestTopics.say(IntStream.range(0, 5000)
                .mapToObj(number -> new MemberAdded(1, WORKSPACE, group, Ids.next("dev")))
                .toList());

        order().then().statusCode(202).body("data.total", equalTo(5000));
    }

    @Test
    void aPurgeForgetsWhereADeviceWasAndSaysSo() {
        TestDevice device = TestDevice.registered(WORKSPACE);
        TestTopics.say(new GroupCreated(1, snapshot(1)));
        TestTopics.say(new MemberAdded(1, WORKSPACE, group, device.id()));
        order().then().body("data.total", equalTo(1));

        device.isDeleted(true);

        DevicePurged receipt = TestTopics.await(Topic.PURGE_RECEIPTS, DevicePurged.class, purged -> purged.device()
                .equals(device.id()));
        assertThat(receipt.removed()).containsEntry("known_member", 1L);
    }

    @Test
    void whoLeftGetsNothing() {
        String stays = TestDevice.registered(WORKSPACE).id();
        String leaves = TestDevice.registered(WORKSPACE).id();
        TestTopics.say(new MemberAdded(1, WORKSPACE, group, leaves));
        TestTopics.say(new MemberRemoved(2, WORKSPACE, group, leaves));
        TestTopics.say(new MemberAdded(1, WORKSPACE, group, leaves));
        TestTopics.say(new MemberAdded(1, WORKSPACE, group, stays));
        TestTopics.say(new GroupCreated(1, snapshot(1)));
        // Topics overtake each other: what was said of members may come after the group.
        Awaitility.await().untilAsserted(() -> assertThat(order().<Integer>path("data.total"))
                .isEqualTo(1));
    }

    @Test
    void aGroupThatIsGoneOrOfAnotherWorkspaceIsNotFound() {
        TestTopics.say(new GroupCreated(1, snapshot(0)));
        order().then().statusCode(202).body("data.total", equalTo(0)).body("data.status", equalTo("finished"));

        in("ws_other", "operator")
                .body(Map.of("command", "reboot"))
                .post("/device-groups/{id}/commands", group)
                .then()
                .statusCode(404)
                .body("type", equalTo("urn:muster:problem:group-not-found"));
        TestTopics.say(new GroupDeleted(2, snapshot(0)));
        Awaitility.await().untilAsserted(() -> order().then().statusCode(404));
    }

    private Response order() {
        return as("operator")
                .body(Map.of("command", "reboot", "parameters", Map.of("delay", 5)))
                .post("/device-groups/{id}/commands", group);
    }

    private GroupSnapshot snapshot(long members) {
        return new GroupSnapshot(group, WORKSPACE, "Trucks", null, List.of(), members, null, null);
    }
}
