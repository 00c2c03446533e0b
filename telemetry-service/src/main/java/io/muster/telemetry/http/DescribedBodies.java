package io.muster.telemetry.http;

import java.util.Map;
import java.util.TreeMap;

import jakarta.ws.rs.core.MediaType;

import io.muster.kit.problem.DescribedProblems;
import io.quarkus.smallrye.openapi.OpenApiFilter;
import org.eclipse.microprofile.openapi.OASFactory;
import org.eclipse.microprofile.openapi.OASFilter;
import org.eclipse.microprofile.openapi.models.OpenAPI;
import org.eclipse.microprofile.openapi.models.Operation;
import org.eclipse.microprofile.openapi.models.PathItem;
import org.eclipse.microprofile.openapi.models.media.Content;
import org.eclipse.microprofile.openapi.models.media.Schema;
import org.eclipse.microprofile.openapi.models.media.Schema.SchemaType;
import org.eclipse.microprofile.openapi.models.responses.APIResponses;

/**
 * Says in the description what methods cannot: that each no is a problem, and that readings come and go as lines and
 * tables, too, which are methods of their own here.
 */
@OpenApiFilter(OpenApiFilter.RunStage.RUNTIME_STARTUP)
public class DescribedBodies implements OASFilter {

    private static final String READINGS = "/devices/{id}/telemetry";
    private static final String NDJSON = "application/x-ndjson";
    private static final String CSV = "text/csv";
    /** The ESP32's paths answer in a form of their own. */
    private static final String DIALECT = "/api/v1/";

    private static final Map<String, String> REFUSALS = new TreeMap<>(Map.of(
            "400", "Something in the request is wrong: errors names it",
            "401", "The caller has not shown who it is",
            "403", "The caller may not do this",
            "404", "There is no such thing in the caller's workspace",
            "503", "It cannot be done at the moment, or would take too long"));

    @Override
    public void filterOpenAPI(OpenAPI description) {
        DescribedProblems.addTo(description);
        description.getPaths().getPathItems().forEach((path, item) -> {
            if (!path.startsWith(DIALECT)) {
                item.getOperations().values().forEach(operation -> addRefusals(operation.getResponses()));
            }
        });
        PathItem readings = description.getPaths().getPathItem(READINGS);
        describeExport(readings.getGET());
        describeUpload(readings.getPOST());
    }

    private static void addRefusals(APIResponses responses) {
        REFUSALS.forEach((status, meaning) -> responses.addAPIResponse(status, DescribedProblems.refusal(meaning)));
    }

    private static void describeExport(Operation get) {
        Content content = get.getResponses().getAPIResponse("200").getContent();
        add(content, NDJSON, text("A reading a line, as in the pages of JSON"));
        add(content, CSV, text("A reading a line below the names of the columns"));
    }

    private static void describeUpload(Operation post) {
        Content content = post.getRequestBody().getContent();
        content.getMediaType(MediaType.APPLICATION_JSON)
                .setSchema(OASFactory.createSchema().description("A message as over MQTT, or an array of messages"));
        add(content, NDJSON, text("A message a line, stored while they come"));
        add(content, CSV, text("A reading a line: timestamp, channel, unit, messageId, and a column for each value"));
        post.getResponses()
                .addAPIResponse("408", DescribedProblems.refusal("The body took too long to come"))
                .addAPIResponse(
                        "413",
                        DescribedProblems.refusal("The body, or the only message in it, is larger than is allowed"))
                .addAPIResponse(
                        "415",
                        DescribedProblems.refusal(
                                "The body is of a type, or compressed in a way, that is not understood"))
                .addAPIResponse(
                        "429",
                        DescribedProblems.refusal("The caller has too many bodies on their way at the same time"));
    }

    private static Schema text(String description) {
        return OASFactory.createSchema().addType(SchemaType.STRING).description(description);
    }

    private static void add(Content content, String type, Schema schema) {
        content.addMediaType(type, OASFactory.createMediaType().schema(schema));
    }
}
