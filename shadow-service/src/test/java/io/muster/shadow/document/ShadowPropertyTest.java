package io.muster.shadow.document;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;

import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

import static org.assertj.core.api.Assertions.assertThat;

class ShadowPropertyTest {

    private static final int REMOVALS = 1_000;
    private static final Instant NOW = Instant.parse("2026-01-19T12:00:00Z");
    private static final Shadow UNTOUCHED = Shadow.untouched(ShadowId.of("ws_abc", "dev_1"));

    /** A word of either side. */
    private record Word(boolean desires, Map<String, Object> patch) {

        Shadow sayTo(Shadow shadow) {
            return desires
                    ? shadow.desire(patch, Map.of(), Source.PERSON, NOW)
                    : shadow.report(patch, Source.DEVICE, null, NOW, REMOVALS);
        }
    }

    private record Report(Map<String, Object> patch, long second) {

        Shadow sayTo(Shadow shadow) {
            Source source = second % 2 == 0 ? Source.DEVICE : Source.DERIVED;
            return shadow.report(patch, source, NOW.minusSeconds(second), NOW, REMOVALS);
        }
    }

    @Property
    void aSideIsWhatTheRfcMakesOfItsPatches(@ForAll("patches") List<Map<String, Object>> patches) {
        Shadow shadow = UNTOUCHED;
        State expected = State.EMPTY;
        for (Map<String, Object> patch : patches) {
            shadow = new Word(true, patch).sayTo(new Word(false, patch).sayTo(shadow));
            expected = expected.merge(patch);
        }

        assertThat(shadow.desired().state()).isEqualTo(expected);
        assertThat(shadow.reported().state()).isEqualTo(expected);
    }

    @Property
    void sayingItTwiceIsSayingItOnce(@ForAll("words") List<Word> before, @ForAll("word") Word word) {
        Shadow once = word.sayTo(after(before));

        assertThat(word.sayTo(once).version()).isEqualTo(once.version());
    }

    @Property
    void reportingTheDeltaLeavesNone(@ForAll("words") List<Word> words) {
        Shadow before = after(words);

        Shadow after = new Word(false, before.delta().values()).sayTo(before);

        assertThat(after.isPending()).isFalse();
    }

    @Property
    void theVersionGrowsWithEveryChangeAndWithNothingElse(@ForAll("words") List<Word> words) {
        Shadow before = UNTOUCHED;
        for (Word word : words) {
            Shadow after = word.sayTo(before);
            boolean same = after.desired().state().isSameAs(before.desired().state())
                    && after.reported().state().isSameAs(before.reported().state());
            assertThat(after.version()).isEqualTo(before.version() + (same ? 0 : 1));
            before = after;
        }
    }

    @Property
    void reportsSettleToTheSameDocumentInAnyOrderAndHoweverOftenTheyCome(
            @ForAll("reports") List<Report> reports, @ForAll Random random) {
        List<Report> redelivered = new ArrayList<>(reports);
        redelivered.addAll(reports);
        Collections.shuffle(redelivered, random);

        assertThat(reported(redelivered).root()).isEqualTo(reported(reports).root());
    }

    @Property
    void whatIsRejectedIsAskedForAgainOnlyWhenSomethingElseIsDesiredOfIt(
            @ForAll("words") List<Word> words, @ForAll("word") Word word) {
        Shadow pending = after(words);
        Map<String, String> reasons = new HashMap<>();
        pending.delta().values().keySet().forEach(key -> reasons.put(key, "no"));

        Shadow rejected = pending.reject(reasons, NOW);
        Shadow later = new Word(true, word.patch()).sayTo(rejected);

        assertThat(rejected.isPending()).isFalse();
        State desired = rejected.desired().state();
        assertThat(desired.patchTo(later.desired().state()).keySet())
                .containsAll(later.delta().values().keySet());
    }

    @Property
    void aPatchFromOneStateToAnotherLeadsThere(
            @ForAll("objects") Map<String, Object> one, @ForAll("objects") Map<String, Object> other) {
        State from = new State(one);
        State to = new State(other);

        assertThat(from.merge(from.patchTo(to)).isSameAs(to)).isTrue();
        assertThat(from.patchTo(from)).isEmpty();
    }

    private static Shadow after(List<Word> words) {
        Shadow shadow = UNTOUCHED;
        for (Word word : words) {
            shadow = word.sayTo(shadow);
        }
        return shadow;
    }

    private static Side reported(List<Report> reports) {
        Shadow shadow = UNTOUCHED;
        for (Report report : reports) {
            shadow = report.sayTo(shadow);
        }
        return shadow.reported();
    }

    @Provide
    Arbitrary<Map<String, Object>> objects() {
        return Words.objects();
    }

    @Provide
    Arbitrary<List<Map<String, Object>>> patches() {
        return Words.patches().list().ofMaxSize(5);
    }

    @Provide
    Arbitrary<Word> word() {
        return Combinators.combine(Arbitraries.of(true, false), Words.patches()).as(Word::new);
    }

    @Provide
    Arbitrary<List<Word>> words() {
        return word().list().ofMaxSize(6);
    }

    /** Some of the same second. */
    @Provide
    Arbitrary<List<Report>> reports() {
        return Combinators.combine(Words.patches(), Arbitraries.longs().between(0, 5))
                .as(Report::new)
                .list()
                .ofMaxSize(6);
    }
}
