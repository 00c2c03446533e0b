package io.muster.provisioning.http;

import jakarta.enterprise.context.ApplicationScoped;

import io.muster.kit.problem.Problem;
import io.muster.kit.problem.ProblemForm;
import io.vertx.core.json.JsonObject;

/** Problems in Cumulocity's form, whatever was accepted. */
@ApplicationScoped
class DeviceControlProblems implements ProblemForm {

    @Override
    public boolean owns(String path) {
        return DeviceControl.owns(path);
    }

    @Override
    public Told tell(Problem problem) {
        DeviceControlError error = DeviceControlError.of(problem);
        return new Told(
                DeviceControlError.status(problem),
                DeviceControl.mediaType("error"),
                new JsonObject()
                        .put("error", error.error())
                        .put("message", error.message())
                        .put("info", error.info())
                        .encode());
    }
}
