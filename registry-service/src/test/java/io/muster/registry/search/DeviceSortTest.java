package io.muster.registry.search;

import java.util.List;

import io.muster.registry.search.DeviceSort.Field;
import io.muster.registry.search.DeviceSort.Key;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

class DeviceSortTest {

    @Test
    void aFieldMayHaveADirection() {
        assertThat(DeviceSort.parse("lastSeen:desc")).contains(new DeviceSort(List.of(new Key(Field.LAST_SEEN, true))));
        assertThat(DeviceSort.parse("createdAt")).contains(DeviceSort.OLDEST_FIRST);
    }

    @Test
    void severalFieldsDecideOneAfterTheOther() {
        assertThat(DeviceSort.parse("type,name:desc,status:asc"))
                .contains(new DeviceSort(
                        List.of(new Key(Field.TYPE, false), new Key(Field.NAME, true), new Key(Field.STATUS, false))))
                .hasToString("Optional[type:asc,name:desc,status:asc]");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                ",",
                "name,",
                "name:",
                "name:down",
                "name:desc:asc",
                "NAME",
                "name,name:desc",
                "id; drop table"
            })
    void anythingElseIsNoSort(String text) {
        assertThat(DeviceSort.parse(text)).isEmpty();
    }
}
