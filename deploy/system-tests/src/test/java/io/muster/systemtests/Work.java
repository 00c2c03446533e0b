package io.muster.systemtests;

/** Something that a caller does again and again, and that can be looked at afterwards. */
interface Work {

    void once(Caller caller) throws Caller.Failed;

    /** Returns when all that was acknowledged is there, once; fails if anything is there twice. */
    void awaitWhole() throws Exception;
}
