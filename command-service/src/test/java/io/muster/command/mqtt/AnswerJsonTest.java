package io.muster.command.mqtt;

import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Optional;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.muster.command.execution.Answer;
import io.muster.command.execution.Answer.Heard;
import io.muster.command.execution.Answer.Verdict;
import io.muster.kit.mqtt.DeviceTopic;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

class AnswerJsonTest {

    private static final DeviceTopic TOPIC = new DeviceTopic("ws_a", "dev_1", "responses");

    private final AnswerJson answers = new AnswerJson(new ObjectMapper());

    @Test
    void anAnswerIsReadAndWhatIsNotKnownIsPassedOver() {
        assertThat(read("{\"commandId\":\"cmd_1\",\"status\":\"in_progress\",\"result\":{\"percent\":5},\"more\":1}"))
                .contains(new Heard(
                        "ws_a", "dev_1", "cmd_1", new Answer(Verdict.IN_PROGRESS, Map.of("percent", 5), null)));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "hello",
                "{\"commandId\":",
                "[]",
                "null",
                "{\"status\":\"succeeded\"}",
                "{\"commandId\":\"cmd_1\"}",
                "{\"commandId\":\"cmd_1\",\"status\":\"SUCCEEDED\"}",
                "{\"commandId\":1,\"status\":\"succeeded\"}",
                "{\"commandId\":\"cmd_1\",\"status\":\"failed\",\"reason\":\"\\u0000\"}",
                "{\"commandId\":\"cmd_1\",\"status\":\"failed\",\"result\":[\"\\ud800\"]}"
            })
    void whatIsNoAnswerIsNotRead(String payload) {
        assertThat(read(payload)).isEmpty();
    }

    private Optional<Heard> read(String payload) {
        return answers.read(TOPIC, payload.getBytes(StandardCharsets.UTF_8));
    }
}
