package io.muster.kit.query.sql;

import io.muster.kit.query.Comparator;
import io.muster.kit.query.Literal;

/**
 * Whether the device is in a group, which goes by its id or, if that is nobody's id, by its name.
 *
 * @param workspace the place of the workspace among the parameters: another one's groups are not there
 */
record GroupColumn(String workspace) implements Column {

    @Override
    public String compares(Comparator comparator, Literal value, SqlParameters parameters) {
        String name = parameters.literal(value);
        String named = "g.name = " + name + " and not exists (select from device_group i where i.id = " + name + ")";
        return "d.id in (select m.device from group_member m where m.group_id = any(array("
                + "select g.id from device_group g where g.workspace = " + workspace
                + " and not g.ended and (g.id = " + name + " or " + named + "))))";
    }

    @Override
    public String exists(SqlParameters parameters) {
        return "exists (select from group_member m where m.device = d.id)";
    }
}
