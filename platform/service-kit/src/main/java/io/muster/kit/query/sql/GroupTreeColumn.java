package io.muster.kit.query.sql;

import io.muster.kit.query.Comparator;
import io.muster.kit.query.Literal;

/**
 * Whether the device is in a group or in any group inside of it; the group goes by its id or, if that is nobody's id,
 * by its name.
 *
 * <p>The groups are found first, whatever else is asked: as a part of the join, Postgres may walk the tree again for each
 * device of a workspace that it takes for small.
 *
 * @param workspace the place of the workspace among the parameters: another one's groups are not there
 */
record GroupTreeColumn(String workspace) implements Column {

    private static final String IN_TREE =
            """
            d.id in (select m.device from group_member m where m.group_id = any(array(
                with recursive tree as (
                    select g.id from device_group g
                    where g.workspace = :workspace and not g.ended and (g.id = :name
                        or g.name = :name and not exists (select from device_group i where i.id = :name))
                    union all
                    select inside.id from device_group inside join tree on inside.parent = tree.id)
                select id from tree)))
            """;

    @Override
    public String compares(Comparator comparator, Literal value, SqlParameters parameters) {
        return IN_TREE.replace(":workspace", workspace).replace(":name", parameters.literal(value));
    }

    @Override
    public String exists(SqlParameters parameters) {
        return "exists (select from group_member m where m.device = d.id)";
    }
}
