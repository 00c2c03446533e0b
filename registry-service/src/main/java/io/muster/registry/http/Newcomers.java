package io.muster.registry.http;

import java.util.function.Supplier;

import jakarta.enterprise.context.ApplicationScoped;

import io.muster.kit.device.DeviceSettings;
import io.muster.kit.device.News;
import io.muster.registry.device.DeviceRefusal.DeviceUnknown;
import io.smallrye.mutiny.Uni;

/**
 * Devices that provisioning has let in are known here as soon as their news comes in, which may be after the answer that
 * they, or who let them in, were given. So a request about one device that is not known waits for it.
 */
@ApplicationScoped
class Newcomers {

    private final News news;

    Newcomers(News news) {
        this.news = news;
    }

    /**
     * What the request answers as soon as its device is known; fails with {@link DeviceUnknown} if that takes longer than
     * {@link DeviceSettings#newsWait()}.
     */
    <T> Uni<T> await(Supplier<Uni<T>> request) {
        return news.awaitPast(DeviceUnknown.class, request);
    }
}
