package io.muster.kit.query.sql;

import java.util.List;
import java.util.stream.Collectors;

import io.muster.kit.query.Comparator;
import io.muster.kit.query.Condition;
import io.muster.kit.query.Field;

/**
 * Writes a condition on device {@code d}, device_connection {@code c} and device_state {@code s}; of groups it asks
 * device_group and group_member. A service has tables or views of these names, as far as its vocabulary needs them. In it null stands for
 * false, as {@code where}, {@code and} and {@code or} take it; the opposite of a condition is that it is not true.
 */
public final class ConditionSql implements Condition.Visitor<String> {

    private final String workspace;
    private final SqlParameters parameters;

    private ConditionSql(String workspace, SqlParameters parameters) {
        this.workspace = workspace;
        this.parameters = parameters;
    }

    /**
     * The condition in brackets, with its values added to the parameters. It does not restrict the workspace of d.
     *
     * @param workspace the place of the workspace among the parameters, such as {@code $1}
     */
    public static String of(Condition condition, String workspace, SqlParameters parameters) {
        return "(" + condition.accept(new ConditionSql(workspace, parameters)) + ")";
    }

    @Override
    public String all(Condition.All all) {
        return all.conditions().isEmpty() ? "true" : joined(all.conditions(), " and ");
    }

    @Override
    public String any(Condition.Any any) {
        return any.conditions().isEmpty() ? "false" : joined(any.conditions(), " or ");
    }

    @Override
    public String not(Condition.Not not) {
        return opposite(not.condition().accept(this));
    }

    @Override
    public String compares(Condition.Compares compares) {
        Column column = column(compares.field());
        return compares.comparator() == Comparator.UNEQUAL
                ? opposite(column.compares(Comparator.EQUAL, compares.value(), parameters))
                : column.compares(compares.comparator(), compares.value(), parameters);
    }

    @Override
    public String isIn(Condition.IsIn isIn) {
        return column(isIn.field()).isIn(isIn.values(), parameters);
    }

    @Override
    public String matches(Condition.Matches matches) {
        String before =
                switch (matches.place()) {
                    case INSIDE -> "%";
                    case START -> "";
                };
        return column(matches.field()).matches(parameters.pattern(before, matches.text()), parameters);
    }

    @Override
    public String has(Condition.Has has) {
        return column(has.field()).has(has.quantity(), has.values(), parameters);
    }

    @Override
    public String exists(Condition.Exists exists) {
        return column(exists.field()).exists(parameters);
    }

    private Column column(Field field) {
        return DeviceColumns.of(field, workspace);
    }

    private String joined(List<Condition> conditions, String word) {
        return conditions.stream().map(condition -> condition.accept(this)).collect(Collectors.joining(word, "(", ")"));
    }

    private static String opposite(String condition) {
        return "((" + condition + ") is not true)";
    }
}
