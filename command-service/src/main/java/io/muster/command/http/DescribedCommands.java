package io.muster.command.http;

import java.io.IOException;
import java.io.InputStream;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Set;

import jakarta.ws.rs.core.MediaType;

import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.muster.kit.problem.DescribedProblems;
import io.quarkus.smallrye.openapi.OpenApiFilter;
import org.eclipse.microprofile.openapi.OASFactory;
import org.eclipse.microprofile.openapi.OASFilter;
import org.eclipse.microprofile.openapi.models.OpenAPI;
import org.eclipse.microprofile.openapi.models.Operation;
import org.eclipse.microprofile.openapi.models.PathItem;
import org.eclipse.microprofile.openapi.models.PathItem.HttpMethod;
import org.eclipse.microprofile.openapi.models.media.Content;
import org.eclipse.microprofile.openapi.models.media.Schema;
import org.eclipse.microprofile.openapi.models.media.Schema.SchemaType;
import org.eclipse.microprofile.openapi.models.responses.APIResponse;
import org.eclipse.microprofile.openapi.models.responses.APIResponses;

/** Says in the description what methods cannot: each no, what stands around an answer, and an example of each body. */
@OpenApiFilter(OpenApiFilter.RunStage.RUNTIME_STARTUP)
public class DescribedCommands implements OASFilter {

    /** What is sent, and what is answered. */
    private record Example(Object request, Object answer) {}

    private static final String EXAMPLES = "/openapi-examples.json";
    /** The ESP32's paths answer in a form of their own. */
    private static final String DIALECT = "/api/v1/";

    private static final String EXECUTIONS = "/commands/{id}/executions";
    private static final String STREAM = "/commands/{id}/stream";
    /** Whose answer to {@code dryRun} describes that of all orders. */
    private static final String ORDER = "/devices/{id}/commands";
    /** Where nothing is named that might not be there, or what is not there is told by itself. */
    private static final Set<String> NAMING_NOTHING =
            Set.of("GET /command-types", "GET /rollouts", "POST /devices/bulk/commands");
    /** What stands by itself in an answer elsewhere stands under {@code data} in those of methods. */
    private static final Set<String> SUCCESSES = Set.of("200", "202");

    @Override
    public void filterOpenAPI(OpenAPI description) {
        Map<String, Example> examples = examples();
        DescribedProblems.addTo(description);
        addForecasts(description);
        description.getPaths().getPathItems().forEach((path, item) -> item.getOperations()
                .forEach((method, operation) -> {
                    if (!path.startsWith(DIALECT)) {
                        addRefusals(path, method, operation);
                        SUCCESSES.forEach(code -> wrap(operation.getResponses().getAPIResponse(code)));
                    }
                    addExample(operation, examples.get(method + " " + path));
                }));
        PathItem executions = description.getPaths().getPathItem(EXECUTIONS);
        executions
                .getGET()
                .getResponses()
                .getAPIResponse("200")
                .getContent()
                .addMediaType("text/csv", OASFactory.createMediaType().schema(text()));
    }

    private static void addForecasts(OpenAPI description) {
        APIResponse forecast = description
                .getPaths()
                .getPathItem(ORDER)
                .getPOST()
                .getResponses()
                .getAPIResponse("200");
        description.getPaths().getPathItems().values().stream()
                .map(PathItem::getPOST)
                .filter(Objects::nonNull)
                .filter(DescribedCommands::mayBeTried)
                .forEach(order -> order.getResponses().addAPIResponse("200", forecast));
    }

    private static boolean mayBeTried(Operation operation) {
        return operation.getParameters() != null
                && operation.getParameters().stream()
                        .anyMatch(parameter -> DryRunFlag.NAME.equals(parameter.getName()));
    }

    private static void addRefusals(String path, HttpMethod method, Operation operation) {
        APIResponses responses = operation.getResponses();
        add(responses, "400", "Something in the request is wrong: errors names it");
        add(responses, "401", "The caller has not shown who it is");
        add(responses, "403", "The caller may not do this");
        if (!NAMING_NOTHING.contains(method + " " + path)) {
            add(responses, "404", "There is no such thing in the caller's workspace");
        }
        if (method != HttpMethod.GET) {
            add(
                    responses,
                    "409",
                    "It contradicts what is there, or an Idempotency-Key that was used for something else");
        }
        if (operation.getRequestBody() != null) {
            add(responses, "413", "The body is too large, or the order is for too many devices");
        }
        if (path.equals(STREAM)) {
            add(responses, "503", "There are too many listeners at the moment");
        }
    }

    private static void add(APIResponses responses, String code, String meaning) {
        responses.addAPIResponse(code, DescribedProblems.refusal(meaning));
    }

    /** Answers are described by what stands under {@code data} where one of several may stand there. */
    private static void wrap(APIResponse response) {
        if (response == null || response.getContent() == null) {
            return;
        }
        response.getContent().getMediaTypes().values().forEach(body -> {
            Schema schema = body.getSchema();
            boolean isBare = schema != null
                    && (schema.getOneOf() != null
                            || String.valueOf(schema.getRef()).matches(".*/(Batch|Execution|Rollout|Forecast)View"));
            if (isBare) {
                body.setSchema(
                        OASFactory.createSchema().addType(SchemaType.OBJECT).addProperty("data", schema));
            }
        });
    }

    private static void addExample(Operation operation, Example example) {
        if (example == null) {
            return;
        }
        if (example.request() != null) {
            exemplify(operation.getRequestBody().getContent(), example.request());
        }
        APIResponses responses = operation.getResponses();
        APIResponse answer =
                responses.hasAPIResponse("202") ? responses.getAPIResponse("202") : responses.getAPIResponse("200");
        exemplify(answer.getContent(), example.answer());
    }

    private static void exemplify(Content content, Object example) {
        content.getMediaType(MediaType.APPLICATION_JSON).setExample(example);
    }

    private static Map<String, Example> examples() {
        try (InputStream file = DescribedCommands.class.getResourceAsStream(EXAMPLES)) {
            return new ObjectMapper().readValue(file, new TypeReference<LinkedHashMap<String, Example>>() {});
        } catch (IOException e) {
            throw new IllegalStateException(EXAMPLES + " cannot be read", e);
        }
    }

    private static Schema text() {
        return OASFactory.createSchema().addType(SchemaType.STRING).description("An execution a line, all of them");
    }
}
