package io.muster.kit;

import java.util.List;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class IdsTest {

    @Test
    void aLaterIdSortsAfterAnEarlierOne() {
        List<String> ids = Stream.generate(() -> Ids.next("dev")).limit(1000).toList();

        assertThat(ids).isSorted().doesNotHaveDuplicates().allMatch(Ids::isDeviceId);
    }

    @Test
    void aUsersNameIsNotInTheFormOfAnId() {
        assertThat(List.of("tracker_001", "dev_123", "dev_0HV5KZQ3MX2A7", "dev_0hv5kzq3mx2au"))
                .noneMatch(Ids::isDeviceId);
    }
}
