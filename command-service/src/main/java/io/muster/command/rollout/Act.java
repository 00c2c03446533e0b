package io.muster.command.rollout;

/** Something that a rollout's next state takes. */
sealed interface Act {

    /** Chooses the devices, or those that have joined since, and puts them in their order. */
    record Enlist() implements Act {}

    /** Parts those of a wave, and of one that has begun those who have joined it since, by their clocks. */
    record Begin(int wave) implements Act {}

    record Open(Portion portion) implements Act {}

    /** Something that a batch which is there is told. */
    sealed interface OfBatch extends Act {

        Portion portion();
    }

    /** Lets the batch rest. */
    record Hold(Portion portion) implements OfBatch {}

    record Release(Portion portion) implements OfBatch {}

    /** Takes back what was not sent. */
    record TakeBack(Portion portion) implements OfBatch {}
}
