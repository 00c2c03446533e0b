package io.muster.registry.http;

import java.util.List;

import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;

import io.muster.kit.identity.Caller;
import io.muster.kit.identity.Role;
import io.muster.kit.paging.Answer;
import io.muster.kit.paging.PageRequest;
import io.muster.kit.problem.FieldChecks;
import io.muster.kit.problem.InvalidRequest;
import io.muster.kit.query.Condition;
import io.muster.kit.query.QuerySettings;
import io.muster.registry.search.DeviceCard;
import io.muster.registry.search.DeviceCatalog;
import io.muster.registry.search.DeviceLanguage;
import io.muster.registry.search.DeviceQuery;
import io.muster.registry.search.SearchSettings;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.jboss.resteasy.reactive.RestMulti;
import org.jspecify.annotations.Nullable;

/** Devices found by filters or by a query: in pages, or all of them as a file. */
@Path("/devices")
class DeviceListResource {

    /** A caller that takes anything gets a page of JSON. */
    private static final String UNLESS_ASKED_FOR = ";qs=0.5";

    private static final String CSV = "text/csv" + UNLESS_ASKED_FOR;
    private static final String NDJSON = "application/x-ndjson" + UNLESS_ASKED_FOR;
    private static final String AS_FILE =
            "As a page of JSON, or with Accept: text/csv or application/x-ndjson as a file of all that are found.";

    /**
     * A question in the fleet query language.
     *
     * @param cursor where an earlier page said that the list goes on; instead of a page
     */
    record NewQuery(
            @Nullable String query,
            @Nullable Integer page,
            @Nullable Integer limit,
            @Nullable String sort,
            @Nullable String cursor) {}

    private final DeviceCatalog catalog;
    private final DeviceLanguage language;
    private final DeviceFile file;
    private final SearchSettings limits;
    private final QuerySettings paths;
    private final Caller caller;

    DeviceListResource(
            DeviceCatalog catalog,
            DeviceLanguage language,
            DeviceFile file,
            SearchSettings limits,
            QuerySettings paths,
            Caller caller) {
        this.catalog = catalog;
        this.language = language;
        this.file = file;
        this.limits = limits;
        this.paths = paths;
        this.caller = caller;
    }

    @GET
    @RolesAllowed(Role.VIEWER)
    @Produces(MediaType.APPLICATION_JSON)
    @Operation(description = AS_FILE)
    public Uni<Answer.Listing<DeviceView>> list(
            @BeanParam DeviceListParameters parameters,
            @QueryParam("page") @Nullable String page,
            @QueryParam("limit") @Nullable String limit,
            @QueryParam("cursor") @Nullable String cursor) {
        return page(
                parameters.filter(limits, paths).condition(),
                DeviceListPart.of(
                        parameters.sort,
                        Parameters.numberIfGiven("page", page),
                        Parameters.numberIfGiven("limit", limit),
                        cursor));
    }

    @GET
    @RolesAllowed(Role.VIEWER)
    @Produces(CSV)
    @Operation(hidden = true)
    public RestMulti<byte[]> csv(@BeanParam DeviceListParameters parameters) {
        return file.csv(export(parameters.filter(limits, paths).condition(), parameters.sort));
    }

    @GET
    @RolesAllowed(Role.VIEWER)
    @Produces(NDJSON)
    @Operation(hidden = true)
    public RestMulti<byte[]> lines(@BeanParam DeviceListParameters parameters) {
        return file.lines(export(parameters.filter(limits, paths).condition(), parameters.sort));
    }

    @POST
    @Path("/query")
    @RolesAllowed(Role.VIEWER)
    @Consumes(MediaType.APPLICATION_JSON)
    @Produces(MediaType.APPLICATION_JSON)
    @Operation(description = AS_FILE)
    public Uni<Answer.Listing<DeviceView>> query(@Nullable NewQuery query) {
        NewQuery asked = InvalidRequest.requireBody(query);
        return page(condition(asked), DeviceListPart.of(asked.sort(), asked.page(), asked.limit(), asked.cursor()));
    }

    @POST
    @Path("/query")
    @RolesAllowed(Role.VIEWER)
    @Consumes(MediaType.APPLICATION_JSON)
    @Produces(CSV)
    @Operation(hidden = true)
    public RestMulti<byte[]> queryCsv(@Nullable NewQuery query) {
        return file.csv(export(query));
    }

    @POST
    @Path("/query")
    @RolesAllowed(Role.VIEWER)
    @Consumes(MediaType.APPLICATION_JSON)
    @Produces(NDJSON)
    @Operation(hidden = true)
    public RestMulti<byte[]> queryLines(@Nullable NewQuery query) {
        return file.lines(export(query));
    }

    private Uni<Answer.Listing<DeviceView>> page(Condition condition, DeviceListPart part) {
        return catalog.page(part.of(caller.workspace(), condition)).map(found -> Answer.of(found.map(DeviceView::of)));
    }

    private Multi<List<DeviceCard>> export(@Nullable NewQuery query) {
        NewQuery asked = InvalidRequest.requireBody(query);
        new FieldChecks()
                .require(asked.page() == null, "page", "does not go with a file, which has all")
                .require(asked.limit() == null, "limit", "does not go with a file, which has all")
                .require(asked.cursor() == null, "cursor", "does not go with a file, which has all")
                .orRefuse();
        return export(condition(asked), asked.sort());
    }

    private Multi<List<DeviceCard>> export(Condition condition, @Nullable String sort) {
        PageRequest all = new PageRequest(1, 1);
        return catalog.export(new DeviceQuery(caller.workspace(), condition, DeviceListPart.sort(sort), all, null));
    }

    private Condition condition(NewQuery asked) {
        if (asked.query() == null) {
            throw new InvalidRequest("query", "is required");
        }
        return language.read(asked.query()).condition();
    }
}
