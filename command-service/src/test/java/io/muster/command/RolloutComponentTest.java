package io.muster.command;

import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

import io.muster.events.GroupEvent.GroupCreated;
import io.muster.events.GroupEvent.GroupDeleted;
import io.muster.events.GroupEvent.GroupSnapshot;
import io.muster.events.MembershipEvent.MemberAdded;
import io.muster.kit.Ids;
import io.muster.kit.testing.RealServers;
import io.muster.kit.testing.TestDevice;
import io.muster.kit.testing.TestTopics;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.path.json.JsonPath;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import static io.muster.command.Callers.WORKSPACE;
import static io.muster.command.Callers.as;
import static io.muster.command.Callers.in;
import static io.muster.command.RolloutsUnderTest.act;
import static io.muster.command.RolloutsUnderTest.answer;
import static io.muster.command.RolloutsUnderTest.await;
import static io.muster.command.RolloutsUnderTest.commands;
import static io.muster.command.RolloutsUnderTest.listed;
import static io.muster.command.RolloutsUnderTest.order;
import static io.muster.command.RolloutsUnderTest.rollout;
import static io.muster.command.RolloutsUnderTest.show;
import static io.muster.command.RolloutsUnderTest.tomorrow;
import static io.muster.command.RolloutsUnderTest.twoWaves;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.hasItems;

/** A command that comes to its devices wave by wave. */
@QuarkusTest
@WithTestResource(value = RealServers.class, initArgs = @ResourceArg(name = "service", value = "command"))
class RolloutComponentTest {

    private static final DateTimeFormatter HOUR = DateTimeFormatter.ofPattern("HH:00");

    private final List<TestDevice> devices = new ArrayList<>();

    @AfterEach
    void devicesLeave() {
        devices.forEach(TestDevice::close);
    }

    @Test
    void theNextWaveBeginsWhenEnoughOfTheFirstHaveSucceeded() {
        TestDevice first = device();
        TestDevice second = device();
        String id = twoWaves(first, second, Map.of("gates", Map.of("successPercent", 100)));

        answer(first, "succeeded");
        await(id, "data.waves[0].states.succeeded", 1);
        answer(second, "succeeded");

        await(id, "data.status", "succeeded");
        JsonPath over = show(id);
        assertThat(over.getList("data.waves.size")).containsExactly(1, 1);
        assertThat(over.getList("data.history.status")).contains("scheduled", "running", "succeeded");
        assertThat(commands(second.id())).hasSize(1);
    }

    @Test
    void aFailingWaveStopsTheRestAndSaysWhy() {
        TestDevice first = device();
        TestDevice second = device();
        String id = twoWaves(first, second, Map.of("gates", Map.of("abortPercent", Map.of("failed", 10))));

        answer(first, "failed");

        await(id, "data.status", "aborted");
        assertThat(show(id).getString("data.reason")).startsWith("wave 1: 1 of 1 ended failed (100.0 %)");
        assertThat(commands(second.id())).isEmpty();
    }

    @Test
    void outsideOfItsWindowNobodyGetsTheCommand() {
        TestDevice device = device();
        ZonedDateTime later = ZonedDateTime.now(ZoneOffset.UTC).plusHours(6);
        String id = rollout(Map.of(
                "target",
                listed(device),
                "waves",
                List.of(Map.of("percent", 100)),
                "window",
                Map.of("start", later.format(HOUR), "end", later.plusHours(1).format(HOUR), "zone", "UTC")));

        await(id, "data.waves[0].begun", true);
        await(id, "data.history.status", List.of("scheduled", "running", "running"));

        assertThat(commands(device.id())).isEmpty();
        assertThat(show(id).getList("data.waves[0].batches")).isEmpty();
    }

    @Test
    void aContinuousOneTakesInWhoJoinsItsGroup() {
        String group = Ids.next("grp");
        TestDevice first = device();
        TestTopics.say(new GroupCreated(1, trucks(group)));
        TestTopics.say(new MemberAdded(1, WORKSPACE, group, first.id()));
        String id = rollout(Map.of("target", Map.of("group", group), "continuous", true));
        await(id, "data.waves[0].size", 1);

        TestDevice late = device();
        TestTopics.say(new MemberAdded(1, WORKSPACE, group, late.id()));

        await(id, "data.waves[0].size", 2);
        await(id, "data.waves[0].states.queued", 2);
        assertThat(commands(late.id())).hasSize(1);
        assertThat(commands(first.id())).hasSize(1);
    }

    @Test
    void oneWhoseGroupIsDeletedIsAbortedAndSaysSo() {
        String group = Ids.next("grp");
        TestTopics.say(new GroupCreated(1, trucks(group)));
        TestTopics.say(new MemberAdded(1, WORKSPACE, group, device().id()));
        String id = rollout(Map.of("target", Map.of("group", group), "continuous", true));
        await(id, "data.waves[0].size", 1);

        TestTopics.say(new GroupDeleted(2, trucks(group)));

        await(id, "data.status", "aborted");
        assertThat(show(id).getString("data.reason")).contains(group, "deleted");
    }

    @Test
    void whatIsWrongIsNamed() {
        order(Map.of("target", Map.of("deviceIds", List.of("nobody")), "waves", List.of(Map.of("percent", 0))))
                .then()
                .statusCode(400)
                .body("errors.field", hasItem("waves[0].percent"));
        order(Map.of("target", Map.of("deviceIds", List.of("nobody"))))
                .then()
                .statusCode(400)
                .body("errors[0].field", equalTo("target.deviceIds"))
                .body("detail", containsString("nobody"));
        order(Map.of("target", Map.of("deviceIds", List.of("\u0000"))))
                .then()
                .statusCode(400)
                .body("errors[0].field", equalTo("target.deviceIds"));
        order(Map.of("target", listed(device()), "startAt", "2999-01-01T00:00:00Z"))
                .then()
                .statusCode(400)
                .body("errors[0].field", equalTo("startAt"));
        order(Map.of("continuous", true)).then().statusCode(400).body("errors.field", hasItems("target"));
    }

    @Test
    void anotherWorkspaceFindsNothing() {
        String id = rollout(Map.of("target", listed(device()), "startAt", tomorrow()));

        in("ws_other", "operator").get("/rollouts/{id}", id).then().statusCode(404);
        in("ws_other", "operator").post("/rollouts/{id}/cancel", id).then().statusCode(404);
        in("ws_other", "viewer").get("/rollouts").then().body("data", equalTo(List.of()));
        as("viewer").post("/rollouts/{id}/cancel", id).then().statusCode(403);
        as("viewer").get("/rollouts?state=scheduled").then().body("data.id", hasItem(id));
        act(id, "cancel").then().statusCode(200);
    }

    private static GroupSnapshot trucks(String group) {
        return new GroupSnapshot(group, WORKSPACE, "Trucks", null, List.of(), 1, null, null);
    }

    private TestDevice device() {
        TestDevice device = TestDevice.registered(WORKSPACE);
        devices.add(device);
        return device;
    }
}
