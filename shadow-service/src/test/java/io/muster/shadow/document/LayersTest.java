package io.muster.shadow.document;

import java.time.Instant;
import java.util.List;
import java.util.Map;

import io.vertx.core.json.JsonObject;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class LayersTest {

    private static final Instant MORNING = Instant.parse("2026-01-19T08:00:00Z");
    private static final Instant NOON = Instant.parse("2026-01-19T12:00:00Z");

    private final Shadow untouched = Shadow.untouched(ShadowId.of("ws_abc", "dev_1"));

    @Test
    void theUpperLayerCountsAndWhatIsDesiredOfTheDeviceIsAboveAll() {
        Layers layers = layers("{'a':1,'b':1,'c':1,'d':1}", "{'b':2,'c':2,'d':2}", "{'c':3,'d':3}");
        Shadow shadow = desired("{'d':4}").layer(layers, NOON);

        assertThat(shadow.desired().state()).isEqualTo(state("{'d':4,'a':1,'b':2,'c':3}"));
        assertThat(source(shadow, "a")).isEqualTo(Source.WORKSPACE);
        assertThat(source(shadow, "b")).isEqualTo(Source.TYPE);
        assertThat(source(shadow, "c")).isEqualTo(Source.GROUP);
        assertThat(source(shadow, "d")).isEqualTo(Source.PERSON);
    }

    @Test
    void objectsAreMergedKeyByKey() {
        Shadow shadow = desired("{'led':{'on':false}}")
                .layer(layers("{'led':{'on':true,'color':'red'}}", "{'led':{'color':'blue'}}", "{}"), NOON);

        assertThat(shadow.desired().state()).isEqualTo(state("{'led':{'on':false,'color':'blue'}}"));
    }

    @Test
    void aValueOfTheDeviceStaysInThePlaceOfAnObject() {
        Shadow shadow = desired("{'led':5}").layer(layers("{'led':{'on':true}}", "{}", "{}"), NOON);

        assertThat(shadow.desired().state()).isEqualTo(state("{'led':5}"));
    }

    @Test
    void whatALayerNoLongerSaysGoesAndWhatIsBelowComesToLight() {
        Shadow shadow = untouched.layer(layers("{'a':1,'b':1}", "{'b':2,'led':{'on':true}}", "{}"), MORNING);

        Shadow after = shadow.layer(layers("{'b':1}", "{}", "{}"), NOON);

        assertThat(after.desired().state()).isEqualTo(state("{'b':1}"));
        assertThat(source(after, "b")).isEqualTo(Source.WORKSPACE);
        assertThat(after.version()).isEqualTo(2);
    }

    @Test
    void whatIsTakenBackFallsToTheLayersInOneStep() {
        Layers layers = layers("{'a':1}", "{}", "{}");
        Shadow shadow = desired("{'a':2}").layer(layers, NOON);

        Shadow after = shadow.desire(values("{'a':null}"), Map.of(), layers, Source.PERSON, NOON);

        assertThat(after.desired().state()).isEqualTo(state("{'a':1}"));
        assertThat(after.isPending()).isTrue();
        assertThat(after.version()).isEqualTo(shadow.version() + 1);
    }

    @Test
    void whatTheLayersSayIsNotTakenBackWithTheRest() {
        Layers layers = layers("{'a':1,'led':{'on':true}}", "{}", "{}");
        Shadow shadow =
                desired("{'b':2,'led':{'color':'red'}}").layer(layers, MORNING).reject(Map.of("a", "no"), MORNING);

        Shadow replaced = shadow.replace(values("{'c':3}"), Map.of(), layers, Source.PERSON, NOON);
        Shadow removed = shadow.desire(values("{'a':null,'led':null}"), Map.of(), layers, Source.PERSON, NOON);

        assertThat(replaced.desired().state()).isEqualTo(state("{'a':1,'led':{'on':true},'c':3}"));
        assertThat(replaced.rejected()).containsOnlyKeys("a");
        assertThat(replaced.version()).isEqualTo(shadow.version() + 1);
        assertThat(removed.desired().state()).isEqualTo(state("{'b':2,'led':{'on':true},'a':1}"));
        assertThat(removed.rejected()).containsOnlyKeys("a");
        assertThat(removed.desired().root().children().get("a").stamp())
                .isEqualTo(shadow.desired().root().children().get("a").stamp());
    }

    @Test
    void whatIsSaidAgainOfTheDeviceOutlivesTheLayer() {
        Layers layers = layers("{'a':1}", "{}", "{}");
        Shadow replaced =
                desired("{}").layer(layers, MORNING).replace(values("{'a':1}"), Map.of(), layers, Source.PERSON, NOON);

        assertThat(replaced.layer(Layers.NONE, NOON).desired().state()).isEqualTo(state("{'a':1}"));
    }

    @Property
    void aPatchChangesWhatIsDesiredOfTheDeviceAndTheLayersStayBeneath(
            @ForAll("some") Layers layers,
            @ForAll("objects") Map<String, Object> own,
            @ForAll("patches") Map<String, Object> patch) {
        Shadow shadow = desired(own).layer(layers, MORNING);
        State wanted = layers.below(new State(own).merge(patch));

        Shadow after = shadow.desire(patch, Map.of(), layers, Source.PERSON, NOON);
        Shadow again = after.desire(patch, Map.of(), layers, Source.PERSON, NOON);

        assertThat(after.desired().state().isSameAs(wanted)).isTrue();
        assertThat(again.version()).isEqualTo(after.version());
    }

    @Property
    void whatIsDesiredInsteadStandsAboveTheLayersAndTwiceIsOnce(
            @ForAll("some") Layers layers,
            @ForAll("objects") Map<String, Object> own,
            @ForAll("objects") Map<String, Object> other) {
        Shadow shadow = desired(own).layer(layers, MORNING);

        Shadow after = shadow.replace(other, Map.of(), layers, Source.PERSON, NOON);
        Shadow again = after.replace(other, Map.of(), layers, Source.PERSON, NOON);

        assertThat(after.desired().state().isSameAs(layers.below(new State(other))))
                .isTrue();
        assertThat(again.version()).isEqualTo(after.version());
    }

    @Property
    void whatIsClearedIsWhatTheLayersSayAndTheirWordStands(
            @ForAll("some") Layers layers, @ForAll("objects") Map<String, Object> own) {
        Shadow layered = untouched.layer(layers, MORNING);
        Shadow shadow = desired(own).layer(layers, MORNING);

        Shadow after = shadow.clear(layers, Source.PERSON, NOON);
        Shadow again = after.clear(layers, Source.PERSON, NOON);

        assertThat(after.desired().state().isSameAs(layered.desired().state())).isTrue();
        assertThat(again.version()).isEqualTo(after.version());
    }

    @Property
    void whatIsBeyondTheLayersMakesTheWholeAgain(
            @ForAll("some") Layers layers, @ForAll("objects") Map<String, Object> own) {
        State whole = layers.below(new State(own));

        assertThat(layers.below(new State(layers.beyond(whole.values()))).isSameAs(whole))
                .isTrue();
    }

    @Test
    void ofSeveralGroupsTheLaterOneCounts() {
        Layers layers = new Layers(List.of(
                new Layer(Source.GROUP, "grp_2", values("{'a':2}")),
                new Layer(Source.GROUP, "grp_1", values("{'a':1}"))));

        assertThat(layers.below(State.EMPTY)).isEqualTo(state("{'a':2}"));
        assertThat(layers.giving(List.of("a")).map(Layer::key)).contains("grp_2");
    }

    @Property
    void layeringTwiceIsLayeringOnce(@ForAll("some") Layers layers, @ForAll("objects") Map<String, Object> own) {
        Shadow once = desired(own).layer(layers, NOON);

        assertThat(once.layer(layers, NOON)).isEqualTo(once);
    }

    @Property
    void whatIsLayeredIsWhatTheLayersSayBelowTheDevice(
            @ForAll("some") Layers before, @ForAll("some") Layers now, @ForAll("objects") Map<String, Object> own) {
        Shadow shadow = desired(own).layer(before, MORNING).layer(now, NOON);

        assertThat(shadow.desired().state().isSameAs(now.below(new State(own)))).isTrue();
    }

    /** An object in which nothing is said is not told from one that a layer opened. */
    @Provide
    Arbitrary<Map<String, Object>> objects() {
        return Words.objects().filter(object -> object.values().stream().noneMatch(LayersTest::hasEmptyObject));
    }

    @Provide
    Arbitrary<Map<String, Object>> patches() {
        return Words.patches();
    }

    @Provide
    Arbitrary<Layers> some() {
        return Combinators.combine(Words.objects(), Words.objects(), Words.objects())
                .as((workspace, type, group) -> new Layers(List.of(
                        new Layer(Source.WORKSPACE, "", workspace),
                        new Layer(Source.TYPE, "pump", type),
                        new Layer(Source.GROUP, "grp_1", group))));
    }

    private static boolean hasEmptyObject(Object value) {
        return value instanceof Map<?, ?> object
                && (object.isEmpty() || object.values().stream().anyMatch(LayersTest::hasEmptyObject));
    }

    private Shadow desired(String json) {
        return desired(values(json));
    }

    private Shadow desired(Map<String, Object> values) {
        return untouched.desire(values, Map.of(), Source.PERSON, MORNING);
    }

    private static Layers layers(String workspace, String type, String group) {
        return new Layers(List.of(
                new Layer(Source.WORKSPACE, "", values(workspace)),
                new Layer(Source.TYPE, "pump", values(type)),
                new Layer(Source.GROUP, "grp_1", values(group))));
    }

    private static Source source(Shadow shadow, String key) {
        return shadow.desired().root().children().get(key).stamp().source();
    }

    private static State state(String json) {
        return new State(values(json));
    }

    private static Map<String, Object> values(String json) {
        return new JsonObject(json.replace('\'', '"')).getMap();
    }
}
