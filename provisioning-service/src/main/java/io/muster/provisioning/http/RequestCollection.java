package io.muster.provisioning.http;

import java.util.List;

import jakarta.ws.rs.core.UriInfo;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.muster.provisioning.http.NewDeviceRequestResource.RequestView;
import org.jspecify.annotations.Nullable;

/** A page of requests; what there is none of is absent, for clients read a null as a link. */
@JsonInclude(JsonInclude.Include.NON_NULL)
record RequestCollection(
        String self,
        List<RequestView> newDeviceRequests,
        Statistics statistics,
        @Nullable String prev,
        @Nullable String next)
        implements DeviceControlEntity {

    @JsonInclude(JsonInclude.Include.NON_NULL)
    record Statistics(int currentPage, int pageSize, @Nullable Long totalPages, @Nullable Long totalElements) {}

    /** @param total null if it was not asked for */
    static RequestCollection of(
            List<RequestView> requests, boolean more, @Nullable Long total, CollectionQuery query, UriInfo uri) {
        int page = query.currentPage();
        int size = query.pageSize();
        Statistics statistics = new Statistics(
                page,
                size,
                query.withTotalPages && total != null ? (total + size - 1) / size : null,
                query.withTotalElements ? total : null);
        return new RequestCollection(
                link(uri, page, size),
                requests,
                statistics,
                page > 1 ? link(uri, page - 1, size) : null,
                more ? link(uri, page + 1, size) : null);
    }

    private static String link(UriInfo uri, int page, int size) {
        return uri.getRequestUriBuilder()
                .replaceQueryParam("pageSize", size)
                .replaceQueryParam("currentPage", page)
                .build()
                .toString();
    }

    @Override
    public String mediaName() {
        return "newDeviceRequestCollection";
    }
}
