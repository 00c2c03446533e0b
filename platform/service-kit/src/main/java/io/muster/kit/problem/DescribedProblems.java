package io.muster.kit.problem;

import java.util.List;

import org.eclipse.microprofile.openapi.OASFactory;
import org.eclipse.microprofile.openapi.models.OpenAPI;
import org.eclipse.microprofile.openapi.models.media.Schema;
import org.eclipse.microprofile.openapi.models.media.Schema.SchemaType;
import org.eclipse.microprofile.openapi.models.responses.APIResponse;

/** Problems as a service's description of itself tells them. */
public final class DescribedProblems {

    private static final String PROBLEM = "Problem";

    private DescribedProblems() {}

    /** What {@link #refusal} refers to. */
    public static void addTo(OpenAPI description) {
        description.getComponents().addSchema(PROBLEM, problem());
    }

    /** An answer that is a problem. */
    public static APIResponse refusal(String meaning) {
        return OASFactory.createAPIResponse()
                .description(meaning)
                .content(OASFactory.createContent()
                        .addMediaType(
                                Problem.MEDIA_TYPE,
                                OASFactory.createMediaType()
                                        .schema(OASFactory.createSchema().ref(PROBLEM))));
    }

    private static Schema problem() {
        Schema field = OASFactory.createSchema()
                .addType(SchemaType.OBJECT)
                .addProperty("field", text("Its path in the request"))
                .addProperty("message", text("What is wrong with it"));
        return OASFactory.createSchema()
                .addType(SchemaType.OBJECT)
                .description("RFC 9457")
                .required(List.of("type", "title", "status", "detail"))
                .addProperty("type", text("urn:muster:problem:<code>, for programs"))
                .addProperty("title", text("The code in words"))
                .addProperty("status", OASFactory.createSchema().addType(SchemaType.INTEGER))
                .addProperty("detail", text("What is wrong, for people"))
                .addProperty(
                        "errors",
                        OASFactory.createSchema().addType(SchemaType.ARRAY).items(field));
    }

    private static Schema text(String description) {
        return OASFactory.createSchema().addType(SchemaType.STRING).description(description);
    }
}
