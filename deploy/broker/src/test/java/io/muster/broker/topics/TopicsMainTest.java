package io.muster.broker.topics;

import java.util.Map;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;

class TopicsMainTest {

    @ParameterizedTest
    @CsvSource({"MUSTER_TOPICS_PARTITIONS, 0", "MUSTER_TOPICS_REPLICAS, 10", "MUSTER_TOPICS_REPLICAS, three"})
    void aWrongNumberIsRefusedBeforeKafkaIsAsked(String variable, String value) throws InterruptedException {
        assertThat(TopicsMain.run(Map.of("KAFKA_BOOTSTRAP_SERVERS", "nowhere.invalid:1", variable, value)))
                .isEqualTo(2);
    }

    @Test
    void kafkaMustBeNamed() throws InterruptedException {
        assertThat(TopicsMain.run(Map.of("KAFKA_PORT", "tcp://10.0.0.1:9092"))).isEqualTo(2);
    }
}
