package io.muster.registry;

import java.io.IOException;

import io.muster.kit.testing.CommittedOpenApi;
import io.muster.kit.testing.RealServers;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import org.junit.jupiter.api.Test;

@QuarkusTest
@WithTestResource(
        value = RealServers.class,
        initArgs = {
            @ResourceArg(name = "service", value = "registry"),
            @ResourceArg(name = "servers", value = "postgres,kafka")
        })
class OpenApiGoldenTest {

    @Test
    void theCommittedDescriptionIsNotStale() throws IOException {
        CommittedOpenApi.isNotStale();
    }
}
