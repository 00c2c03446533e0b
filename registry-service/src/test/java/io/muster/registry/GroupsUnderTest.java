package io.muster.registry;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;
import java.util.stream.Stream;

import io.restassured.response.Response;
import org.jspecify.annotations.Nullable;

/** What a test does with the groups of its workspace. */
record GroupsUnderTest(RegistryUnderTest registry) {

    /** Makes a group and answers its {@code id}. */
    String group(String name, @Nullable String parent) {
        return registry.group(parent == null ? Map.of("name", name) : Map.of("name", name, "parent", parent));
    }

    Response path(String path, Map<String, Object> more) {
        Map<String, Object> group = new HashMap<>(more);
        group.put("path", path);
        return post(group);
    }

    Response post(Map<String, Object> group) {
        return registry.operator().body(group).post("/device-groups");
    }

    Response patch(String group, Map<String, Object> patch, String ifMatch) {
        return registry.operator().header("If-Match", ifMatch).body(patch).patch("/device-groups/" + group);
    }

    List<String> names(String query) {
        return registry.data("/device-groups" + query).getList("name");
    }

    @SafeVarargs
    static <T> List<T> together(Supplier<T>... calls) {
        List<CompletableFuture<T>> answers =
                Stream.of(calls).map(CompletableFuture::supplyAsync).toList();
        return answers.stream().map(CompletableFuture::join).toList();
    }
}
