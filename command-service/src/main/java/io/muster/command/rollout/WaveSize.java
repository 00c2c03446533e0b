package io.muster.command.rollout;

/** How many devices a wave wants. */
public sealed interface WaveSize {

    /** @param total devices of the whole rollout */
    long of(long total);

    /** @param percent of all devices of the rollout, more than 0 and up to 100 */
    record Percent(double percent) implements WaveSize {
        @Override
        public long of(long total) {
            return (long) Math.ceil(total * percent / 100);
        }
    }

    record Count(long count) implements WaveSize {
        @Override
        public long of(long total) {
            return count;
        }
    }
}
