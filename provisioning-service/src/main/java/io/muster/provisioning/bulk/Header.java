package io.muster.provisioning.bulk;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

import io.muster.kit.json.CleanText;
import io.muster.provisioning.bulk.BulkRefusal.HeaderWrong;
import io.muster.provisioning.bulk.Column.Known;
import io.muster.provisioning.bulk.Column.Property;

/** The columns of a file, in their order. */
record Header(List<Column> columns) {

    Header {
        columns = List.copyOf(columns);
    }

    /** @throws HeaderWrong if the columns cannot be told from each other, or there is none for the id */
    static Header of(List<String> names, BulkSettings settings) {
        refuse(names.size() > settings.maxColumns(), "names more than " + settings.maxColumns() + " columns");
        List<Column> columns = new ArrayList<>();
        for (String name : names) {
            refuse(name.isBlank() || !CleanText.isClean(name), "has a column without a name");
            columns.add(Column.named(name.strip()));
        }
        refuse(new HashSet<>(columns).size() < columns.size(), "names a column twice");
        refuse(!columns.contains(Known.ID), "names no column ID");
        columns.forEach(column -> checkProperty(column, settings.maxDepth()));
        checkPlaces(columns.stream()
                .map(Column::path)
                .filter(path -> !path.isEmpty())
                .toList());
        return new Header(columns);
    }

    private static void checkProperty(Column column, int deepest) {
        if (column instanceof Property property) {
            refuse(property.path().size() > deepest, "names a property of more than " + deepest + " levels");
            refuse(property.path().stream().anyMatch(String::isBlank), "names a property with an empty level");
        }
    }

    /** No column may take the place of another, also not of one that goes by a shorter name. */
    private static void checkPlaces(List<List<String>> paths) {
        Set<List<String>> places = new HashSet<>(paths);
        refuse(places.size() < paths.size(), "names a property twice");
        for (List<String> path : paths) {
            for (int length = 1; length < path.size(); length++) {
                refuse(
                        places.contains(path.subList(0, length)),
                        "names a property both for itself and as a part of another");
            }
        }
    }

    private static void refuse(boolean wrong, String why) {
        if (wrong) {
            throw new HeaderWrong(why);
        }
    }

    /** Whether the file is about devices that shall ask for their credentials themselves. */
    boolean announcesOnly() {
        return !columns.contains(Known.CREDENTIALS) && !columns.contains(Known.AUTH_TYPE);
    }
}
