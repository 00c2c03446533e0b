package io.muster.registry.postgres;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

import io.muster.kit.paging.Page;
import io.muster.registry.group.Group;
import io.muster.registry.group.GroupQuery;
import io.quarkus.hibernate.reactive.panache.Panache;
import io.smallrye.mutiny.Uni;

/** A page of a workspace's groups, by name. */
final class GroupSearch {

    private final GroupQuery query;
    private final Map<String, Object> parameters = new HashMap<>();
    private final List<String> conditions = new ArrayList<>(List.of("not ended"));

    GroupSearch(GroupQuery query) {
        this.query = query;
        require("workspace = :workspace", "workspace", query.workspace());
        if (query.topOnly()) {
            conditions.add("parent is null");
        }
        if (query.parent() != null) {
            require("parent = :parent", "parent", query.parent().value());
        }
        if (query.name() != null) {
            require("name = :name", "name", query.name());
        }
        if (query.text() != null) {
            require(
                    "(locate(lower(:text), lower(name)) > 0 or locate(lower(:text), lower(description)) > 0)",
                    "text",
                    query.text());
        }
    }

    private void require(String condition, String parameter, String value) {
        conditions.add(condition);
        parameters.put(parameter, value);
    }

    Uni<Page<Group>> page() {
        String found = " from GroupRow where " + String.join(" and ", conditions);
        return Panache.getSession().chain(session -> NativeQueries.bind(
                        session.createQuery("select count(*)" + found, Long.class), parameters)
                .getSingleResult()
                .chain(total -> NativeQueries.bind(
                                session.createQuery(found + " order by name, id", GroupRow.class), parameters)
                        .setFirstResult(query.page().offset())
                        .setMaxResults(query.page().limit())
                        .getResultList()
                        .map(rows ->
                                new Page<>(rows.stream().map(GroupRow::group).toList(), total, query.page()))));
    }
}
