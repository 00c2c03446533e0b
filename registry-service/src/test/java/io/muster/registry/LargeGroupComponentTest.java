package io.muster.registry;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

import jakarta.inject.Inject;

import io.muster.events.GroupEvent.GroupDeleted;
import io.muster.events.GroupEvent.GroupUpdated;
import io.muster.events.MembershipEvent.MemberRemoved;
import io.muster.events.Topic;
import io.muster.kit.testing.RealServers;
import io.muster.kit.testing.TestTopics;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.path.json.JsonPath;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Tuple;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;

import static io.muster.registry.RegistryUnderTest.problem;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.hasItem;

/** Groups of more devices than fit into one transaction. */
@QuarkusTest
@WithTestResource(
        value = RealServers.class,
        initArgs = {
            @ResourceArg(name = "service", value = "registry"),
            @ResourceArg(name = "servers", value = "postgres,kafka")
        })
class LargeGroupComponentTest {

    private final RegistryUnderTest registry = new RegistryUnderTest();

    @Inject
    Pool pool;

    @Test
    void tenThousandDevicesComeAndGoInOneRequestEach() {
        registry.fill(pool, 9_999);
        List<String> names =
                new ArrayList<>(IntStream.range(0, 9_999).mapToObj(i -> "d" + i).toList());
        names.add("nobody");
        String group = registry.group(Map.of("name", "g"));

        JsonPath added = registry.operator()
                .body(Map.of("devices", names))
                .post("/device-groups/" + group + "/devices")
                .then()
                .statusCode(200)
                .extract()
                .jsonPath();
        assertThat(added.getLong("data.members")).isEqualTo(9_999);
        assertThat(results(added, "added")).isEqualTo(9_999);
        assertThat(added.getString("data.results[9999].device")).isEqualTo("nobody");
        assertThat(added.getString("data.results[9999].result")).isEqualTo("not-found");
        TestTopics.await(
                Topic.DEVICE_GROUPS,
                GroupUpdated.class,
                said -> said.subject().equals(group) && said.group().members() == 9_999);

        JsonPath removed = registry.operator()
                .body(Map.of("devices", names))
                .delete("/device-groups/" + group + "/devices")
                .then()
                .statusCode(200)
                .extract()
                .jsonPath();
        assertThat(removed.getLong("data.members")).isZero();
        assertThat(results(removed, "removed")).isEqualTo(9_999);
        assertThat(registry.members(group)).isEmpty();
        TestTopics.await(
                Topic.DEVICE_GROUPS,
                GroupUpdated.class,
                said -> said.subject().equals(group)
                        && said.revision() > 2
                        && said.group().members() == 0);
    }

    @Test
    void theFirstMembersMayBeMoreThanFitIntoOneTransaction() {
        registry.fill(pool, 1_200);

        String group = registry.group(Map.of(
                "name",
                "g",
                "devices",
                IntStream.range(0, 1_200).mapToObj(i -> "d" + i).toList()));

        assertThat(registry.data("/device-groups/" + group).getLong("members")).isEqualTo(1_200);
        assertThat(membersInTheBooks(group)).isEqualTo(1_200);
    }

    @Test
    void moreThanARequestMayNameIsRefused() {
        String group = registry.group(Map.of("name", "g"));
        List<String> names = IntStream.range(0, 10_001).mapToObj(i -> "d" + i).toList();

        problem(
                        registry.operator().body(Map.of("devices", names)).post("/device-groups/" + group + "/devices"),
                        400,
                        "invalid-request")
                .body("errors.field", hasItem("devices"));
        problem(registry.operator().delete("/device-groups/" + group + "/devices"), 400, "invalid-request");
    }

    @Test
    void aLargeGroupIsGoneAtOnceAndLetsItsMembersGoAfterwards() {
        registry.fill(pool, 1_200);
        String group = registry.group(Map.of(
                "name",
                "g",
                "devices",
                IntStream.range(0, 1_200).mapToObj(i -> "d" + i).toList()));

        registry.operator().delete("/device-groups/" + group).then().statusCode(204);

        problem(registry.viewer().get("/device-groups/" + group), 404, "group-not-found");
        registry.group(Map.of("name", "g"));
        untilNothingIsLeftOf(group);
        long end = TestTopics.await(Topic.DEVICE_GROUPS, GroupDeleted.class, said -> said.subject()
                        .equals(group))
                .revision();
        String last = registry.device("d1199").getString("id");
        assertThat(TestTopics.await(
                                Topic.GROUP_MEMBERS,
                                MemberRemoved.class,
                                left -> left.groupId().equals(group)
                                        && left.device().equals(last))
                        .revision())
                .isEqualTo(end);
    }

    @Test
    void whatAReplicaThatDiedHadLeftToDoIsDone() {
        String device = registry.register("d");
        String group = registry.group(Map.of("name", "g", "devices", List.of("d")));

        // As a replica leaves it that dies right after it has answered.
        pool.preparedQuery("update device_group set ended = true, revision = revision + 1 where id = $1")
                .execute(Tuple.of(group))
                .await()
                .indefinitely();

        untilNothingIsLeftOf(group);
        TestTopics.await(
                Topic.GROUP_MEMBERS,
                MemberRemoved.class,
                new MemberRemoved(2, registry.workspace(), group, device)::equals);
    }

    private void untilNothingIsLeftOf(String group) {
        Awaitility.await().untilAsserted(() -> {
            assertThat(membersInTheBooks(group)).isZero();
            assertThat(count("select count(*) from device_group where id = $1", group))
                    .isZero();
        });
    }

    private long membersInTheBooks(String group) {
        return count("select count(*) from group_member where group_id = $1", group);
    }

    private long count(String sql, String group) {
        return pool.preparedQuery(sql)
                .execute(Tuple.of(group))
                .await()
                .indefinitely()
                .iterator()
                .next()
                .getLong(0);
    }

    private static long results(JsonPath answer, String result) {
        return answer.getList("data.results.result").stream()
                .filter(result::equals)
                .count();
    }
}
