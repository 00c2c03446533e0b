package io.muster.registry.http;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import java.util.stream.Collectors;

import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.UriInfo;

import io.muster.kit.problem.FieldChecks;
import io.muster.kit.problem.InvalidRequest;
import io.muster.kit.query.QuerySettings;
import io.muster.registry.device.DeviceInfo;
import io.muster.registry.search.DeviceFilter;
import io.muster.registry.search.SearchSettings;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.jspecify.annotations.NullUnmarked;

/** What a list of devices can be asked for. Filled by the framework; what was not given is null. */
@NullUnmarked
class DeviceListParameters {

    private static final String INFO = "info.";
    private static final String METADATA = "metadata.";

    @QueryParam("type")
    String type;

    @QueryParam("status")
    String status;

    @QueryParam("connected")
    String connected;

    @Parameter(description = "Tags with commas between them, all of which a device must have")
    @QueryParam("tags")
    String tags;

    @Parameter(description = "Tags with commas between them, one of which a device must have")
    @QueryParam("anyTag")
    String anyTag;

    @Parameter(description = "Words, each of which must be in the name, deviceId or description")
    @QueryParam("q")
    String q;

    @Parameter(description = "A group's id or name")
    @QueryParam("group")
    String group;

    @Parameter(description = "ISO 8601")
    @QueryParam("updatedSince")
    String updatedSince;

    @Parameter(name = "info.*", description = "For example info.model=GPS-Pro-2000")
    @QueryParam("info.*")
    String info;

    @Parameter(name = "metadata.*", description = "At any depth, for example metadata.load.max=7.5")
    @QueryParam("metadata.*")
    String metadata;

    @Parameter(description = "field:asc or field:desc, several with commas between them")
    @QueryParam("sort")
    String sort;

    @Context
    UriInfo uri;

    DeviceFilter filter(SearchSettings limits, QuerySettings paths) {
        List<String> words = q == null
                ? List.of()
                : Arrays.stream(q.strip().split("\\s+"))
                        .filter(Predicate.not(String::isEmpty))
                        .toList();
        List<String> all = Parameters.list(tags);
        List<String> any = Parameters.list(anyTag);
        Map<String, String> inInfo = below(INFO);
        Map<String, String> inMetadata = below(METADATA);
        FieldChecks checks = new FieldChecks()
                .require(words.size() <= limits.words(), "q", "may have " + limits.words() + " words")
                .require(
                        all.size() + any.size() + inInfo.size() + inMetadata.size() <= limits.filters(),
                        "query",
                        "may have " + limits.filters() + " filters");
        checks.require(tags == null || !all.isEmpty(), "tags", "must not be empty")
                .require(anyTag == null || !any.isEmpty(), "anyTag", "must not be empty");
        inMetadata
                .keySet()
                .forEach(path -> checks.require(
                        path.chars().filter(letter -> letter == '.').count() < paths.pathKeys(),
                        METADATA + "*",
                        "may have " + paths.pathKeys() + " keys"));
        inInfo.keySet()
                .forEach(name ->
                        checks.require(DeviceInfo.FIELDS.contains(name), INFO + name, "is not a field of info"));
        checks.orRefuse();
        return new DeviceFilter(
                type,
                status == null ? null : Parameters.status(status),
                connected == null ? null : (Boolean) Parameters.flag("connected", connected),
                all,
                any,
                words,
                group,
                time(),
                inInfo,
                inMetadata);
    }

    private Instant time() {
        try {
            return updatedSince == null
                    ? null
                    : OffsetDateTime.parse(updatedSince).toInstant();
        } catch (DateTimeException e) {
            throw new InvalidRequest("updatedSince", "must be a time such as 2026-01-31T12:00:00Z");
        }
    }

    private Map<String, String> below(String prefix) {
        return uri.getQueryParameters().entrySet().stream()
                .filter(parameter -> parameter.getKey().startsWith(prefix)
                        && parameter.getKey().length() > prefix.length())
                .collect(Collectors.toMap(
                        parameter -> parameter.getKey().substring(prefix.length()),
                        parameter -> parameter.getValue().get(0)));
    }
}
