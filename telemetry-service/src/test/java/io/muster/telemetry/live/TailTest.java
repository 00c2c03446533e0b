package io.muster.telemetry.live;

import io.muster.telemetry.live.Tail.Position;
import io.smallrye.mutiny.helpers.test.UniAssertSubscriber;
import org.junit.jupiter.api.Test;

class TailTest {

    private final Tail tail = new Tail();

    @Test
    void oneThatWaitsNoLongerLeavesTheOthersWaiting() {
        UniAssertSubscriber<Position> goes = tail.position().subscribe().withSubscriber(UniAssertSubscriber.create());
        UniAssertSubscriber<Position> stays = tail.position().subscribe().withSubscriber(UniAssertSubscriber.create());
        Position first = new Position(1, new Horizon(7, null));

        goes.cancel();
        tail.moveOn(first);

        stays.assertCompleted().assertItem(first);
    }
}
