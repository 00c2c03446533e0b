package io.muster.command.postgres;

import java.util.Arrays;
import java.util.stream.Collectors;

import io.muster.command.execution.Stage;
import io.muster.command.rollout.Order;
import io.muster.command.rollout.Rollout;
import io.muster.command.rollout.Window;

/** The statements that put a rollout's devices in their order and part them. */
final class RolloutSql {

    /** Of a query that gives devices. Those who are in it already keep their place; others come behind them. */
    private static final String ENLIST =
            """
            with made as (
            insert into rollout_member (rollout, device, position, zone)
            select :rollout, chosen.device,
                before.last + row_number() over (order by chosen.place, chosen.luck), chosen.zone
            from (select coalesce(max(position), -1) as last from rollout_member where rollout = :rollout) as before,
                (select meant.device, :place as place, :luck as luck, :zone as zone
                 from (:audience) as meant
                 left join fleet_device fleet on fleet.device = meant.device
                 where not exists (
                     select from rollout_member there where there.rollout = :rollout and there.device = meant.device)
                ) as chosen
            returning device)
            select (select count(*) from made) + (select count(*) from rollout_member where rollout = :rollout)
            """;

    private static final String LUCK = "md5(cast(:rollout as text) || meant.device)";
    private static final String PLACE_SPREAD =
            """
            (row_number() over (partition by :value order by %s) - 0.5) / count(*) over (partition by :value)
            """
                    .formatted(LUCK);
    private static final String PATH =
            " #>> array(select jsonb_array_elements_text(cast(cast(:path as text) as jsonb)))";
    private static final String DEVICES_ZONE =
            """
            case when fleet.metadata ->> 'timezone' in (
                select jsonb_array_elements_text(cast(cast(:zones as text) as jsonb))
            ) then fleet.metadata ->> 'timezone' else 'UTC' end
            """;

    static final String LISTED =
            """
            select listed.device, listed.place
            from jsonb_array_elements_text(cast(cast(:devices as text) as jsonb)) with ordinality as listed (device, place)
            """;

    /** A portion for each zone of those who are in none. */
    static final String BEGIN =
            """
            with fresh as (
                select zone, count(*) as size from rollout_member
                where rollout = :rollout and portion is null and position >= :first and position < :behind
                group by zone),
            made as (
                insert into rollout_portion (rollout, number, wave, zone, size)
                select :rollout, last.number + row_number() over (order by fresh.zone), :wave, fresh.zone, fresh.size
                from fresh, (
                    select coalesce(max(number), 0) as number from rollout_portion where rollout = :rollout) as last
                returning number, zone)
            update rollout_member member set portion = made.number
            from made
            where member.rollout = :rollout and member.portion is null and member.zone = made.zone
                and member.position >= :first and member.position < :behind
            """;

    static final String ORDERED =
            "update rollout_portion set batch = :batch where rollout = :rollout and number = :number";

    /** Who gives out at this moment must have done so before it is known what to give back. */
    static final String LOCK_PACER = "select owner from pacing_bucket where owner = '' for update";

    /** Gives back to batches what they have given out and nobody has been sent: the devices' lines first, turns last. */
    static final String HOLD =
            """
            with portion as (
                update rollout_portion set held = true
                where rollout = :rollout
                    and number in (select cast(value as integer) from jsonb_array_elements(cast(cast(:numbers as text) as jsonb)))
                returning batch),
            waiting as (
                select execution.id, execution.device from execution, portion
                where execution.batch = portion.batch and execution.stage = 'QUEUED' and not execution.held),
            line as (
                select device from device_line where device in (select device from waiting) order by device for update),
            back as (
                update execution set held = true, due_at = execution.expires_at
                from waiting, line
                where execution.id = waiting.id and line.device = waiting.device
                    and execution.stage = 'QUEUED' and not execution.held
                returning execution.batch)
            insert into batch_turn (batch, workspace, remaining, tokens, filled_at)
            select back.batch, rollout.workspace, count(*), 0, now()
            from back join rollout on rollout.id = :rollout
            group by back.batch, rollout.workspace
            on conflict (batch) do update set remaining = batch_turn.remaining + excluded.remaining
            """;

    static final String RELEASE =
            "update rollout_portion set held = false where rollout = :rollout and number = :number";

    private static final String BATCH_COUNTS = Arrays.stream(Stage.values())
            .map(stage -> "'" + stage.name() + "', batch." + stage.word())
            .collect(Collectors.joining(", ", "cast(jsonb_build_object(", ") as text)"));

    /** The batch will be forgotten before the rollout. */
    static final String SETTLE =
            """
            update rollout_portion portion set counts = %s, size = batch.total
            from batch
            where portion.rollout = :rollout and portion.counts is null
                and batch.id = portion.batch and batch.finished_at is not null
            """
                    .formatted(BATCH_COUNTS);

    static final String PORTIONS =
            """
            select portion.number, portion.wave, portion.zone, portion.batch, portion.held,
                coalesce(batch.total, portion.size),
                coalesce(portion.counts, case when batch.id is not null then %s end)
            from rollout_portion portion left join batch on batch.id = portion.batch
            where portion.rollout = :rollout order by portion.number
            """
                    .formatted(BATCH_COUNTS);

    private RolloutSql() {}

    static String enlist(Rollout rollout, String audience, boolean listed) {
        Order order = rollout.plan().order();
        return ENLIST.replace(":place", place(order, listed))
                .replace(":luck", order instanceof Order.Listed ? "meant.device" : LUCK)
                .replace(":zone ", (hasZones(rollout) ? DEVICES_ZONE : "'UTC'") + " ")
                .replace(":audience", audience);
    }

    static boolean hasZones(Rollout rollout) {
        Window window = rollout.plan().window();
        return window != null && window.zone() instanceof Window.Zone.OfDevice;
    }

    private static String place(Order order, boolean listed) {
        if (order instanceof Order.Spread spread) {
            String value = spread.path().isEmpty() ? "fleet.type" : "fleet." + spread.column() + PATH;
            return PLACE_SPREAD.replace(":value", value);
        }
        return listed && order instanceof Order.Listed ? "meant.place" : "0";
    }
}
