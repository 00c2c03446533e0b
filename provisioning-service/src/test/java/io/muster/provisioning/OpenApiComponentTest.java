package io.muster.provisioning;

import java.io.IOException;

import io.muster.kit.testing.CommittedOpenApi;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import org.junit.jupiter.api.Test;

@QuarkusTest
@WithTestResource(ProvisioningServers.class)
class OpenApiComponentTest {

    @Test
    void theCommittedDescriptionIsWhatTheServiceSays() throws IOException {
        CommittedOpenApi.isNotStale();
    }
}
