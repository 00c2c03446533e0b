package io.muster.provisioning.http;

import java.util.Map;
import java.util.Set;
import java.util.function.BiConsumer;

import io.quarkus.smallrye.openapi.OpenApiFilter;
import org.eclipse.microprofile.openapi.OASFactory;
import org.eclipse.microprofile.openapi.OASFilter;
import org.eclipse.microprofile.openapi.models.OpenAPI;
import org.eclipse.microprofile.openapi.models.Operation;
import org.eclipse.microprofile.openapi.models.PathItem;
import org.eclipse.microprofile.openapi.models.PathItem.HttpMethod;
import org.eclipse.microprofile.openapi.models.responses.APIResponse;
import org.eclipse.microprofile.openapi.models.responses.APIResponses;

/** Says in the description which codes there are beside those that the methods' signatures tell. */
@OpenApiFilter(OpenApiFilter.RunStage.BUILD)
public class StatusCodes implements OASFilter {

    private static final String OK = "200";
    private static final String CREATED = "201";

    /** Where a POST makes something each time. */
    private static final Set<String> MAKING = Set.of(
            "/devices/{device}/provision",
            "/devices/{device}/credentials/{credential}/rotate",
            "/devicecontrol/newDeviceRequests",
            "/devicecontrol/deviceCredentials",
            "/devicecontrol/bulkNewDeviceRequests",
            "/users",
            "/provisioning-tokens",
            "/serials/batches");

    /** Where what is there may contradict what is asked, beside the dialects that say 422. */
    private static final Set<String> CONTRADICTING = Set.of(
            "/devices/{device}/provision",
            "/devices/{device}/credentials/{credential}/rotate",
            "/users",
            "/provisioning-tokens/{token}/approve",
            "/provisioning-tokens/{token}/reject",
            "/serials",
            "/.well-known/est/simpleenroll",
            "/.well-known/est/simplereenroll");

    private static final Map<String, String> NAMES = Map.of(
            "400", "What was sent is wrong",
            "404", "There is no such thing in the workspace",
            "409", "It contradicts what is there",
            "413", "The body is too large",
            "422", "What was sent is wrong, or contradicts what is there",
            "429", "Asked too often, see Retry-After");

    @Override
    public void filterOpenAPI(OpenAPI description) {
        description.getPaths().getPathItems().forEach(StatusCodes::complete);
    }

    private static void complete(String path, PathItem item) {
        BiConsumer<HttpMethod, Operation> complete = (method, operation) -> complete(path, method, operation);
        item.getOperations().forEach(complete);
    }

    private static void complete(String path, HttpMethod method, Operation operation) {
        APIResponses responses = operation.getResponses();
        boolean isDialect = DeviceControl.owns(path);
        boolean isWrite = method == HttpMethod.POST || method == HttpMethod.PUT;
        if (method == HttpMethod.POST && MAKING.contains(path)) {
            isMade(responses);
        }
        if (path.equals("/serials") && method == HttpMethod.POST) {
            responses.addAPIResponse(CREATED, described("One serial, with its place in Location"));
        }
        if (path.contains("{") || path.equals("/devicecontrol/deviceCredentials")) {
            add(responses, "404");
        }
        if (isDialect && (isWrite || path.equals("/devicecontrol/newDeviceRequests"))) {
            responses.removeAPIResponse("400");
            add(responses, "422");
        }
        if (method == HttpMethod.POST && CONTRADICTING.contains(path)) {
            add(responses, "409");
        }
        if (isWrite) {
            add(responses, "413");
        }
        add(responses, "429");
    }

    private static void isMade(APIResponses responses) {
        APIResponse made = responses.getAPIResponse(OK);
        if (made != null) {
            responses.removeAPIResponse(OK);
            responses.addAPIResponse(CREATED, made.description("Created"));
        }
    }

    private static void add(APIResponses responses, String code) {
        if (!responses.hasAPIResponse(code)) {
            responses.addAPIResponse(code, described(NAMES.getOrDefault(code, code)));
        }
    }

    private static APIResponse described(String what) {
        return OASFactory.createAPIResponse().description(what);
    }
}
