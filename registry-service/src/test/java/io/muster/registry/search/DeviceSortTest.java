package io.muster.registry.search;

import io.muster.registry.search.DeviceSort.Field;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

class DeviceSortTest {

    @Test
    void aFieldMayHaveADirection() {
        assertThat(DeviceSort.parse("lastSeen:desc")).contains(new DeviceSort(Field.LAST_SEEN, true));
        assertThat(DeviceSort.parse("name:asc")).contains(new DeviceSort(Field.NAME, false));
        assertThat(DeviceSort.parse("createdAt")).contains(new DeviceSort(Field.CREATED_AT, false));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "name:", "name:down", "name:desc:asc", "NAME", "id; drop table device"})
    void anythingElseIsNoSort(String text) {
        assertThat(DeviceSort.parse(text)).isEmpty();
    }
}
