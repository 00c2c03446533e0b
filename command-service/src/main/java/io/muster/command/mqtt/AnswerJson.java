package io.muster.command.mqtt;

import java.io.IOException;
import java.util.Optional;

import jakarta.enterprise.context.ApplicationScoped;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.muster.command.execution.Answer;
import io.muster.command.execution.Answer.Heard;
import io.muster.command.execution.Answer.Verdict;
import io.muster.kit.json.CleanText;
import io.muster.kit.mqtt.DeviceTopic;
import org.jspecify.annotations.Nullable;

/** Reads what devices answer; fields that are not known are passed over. */
@ApplicationScoped
class AnswerJson {

    private final ObjectMapper json;

    AnswerJson(ObjectMapper json) {
        this.json = json;
    }

    /** Empty if it is not an answer. */
    Optional<Heard> read(DeviceTopic topic, byte[] payload) {
        try {
            JsonNode answer = json.readTree(payload);
            @Nullable Object result = json.treeToValue(answer.get("result"), Object.class);
            @Nullable String commandId = text(answer, "commandId");
            @Nullable String reason = text(answer, "reason");
            if (commandId == null || !CleanText.isClean(result) || !CleanText.isClean(reason)) {
                return Optional.empty();
            }
            return Verdict.named(text(answer, "status"))
                    .map(verdict -> new Heard(
                            topic.workspace(), topic.device(), commandId, new Answer(verdict, result, reason)));
        } catch (IOException e) {
            return Optional.empty();
        }
    }

    private static @Nullable String text(JsonNode answer, String field) {
        return answer.path(field).textValue();
    }
}
