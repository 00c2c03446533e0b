package io.muster.shadow.document;

import java.time.Instant;
import java.util.Map;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;

class StateTest {

    /** The examples of RFC 7396, appendix A, as far as they are about objects. */
    @ParameterizedTest(name = "{0} merged with {1} is {2}")
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "{'a':'b'} | {'a':'c'} | {'a':'c'}",
                "{'a':'b'} | {'b':'c'} | {'a':'b','b':'c'}",
                "{'a':'b'} | {'a':null} | {}",
                "{'a':'b','b':'c'} | {'a':null} | {'b':'c'}",
                "{'a':['b']} | {'a':'c'} | {'a':'c'}",
                "{'a':'c'} | {'a':['b']} | {'a':['b']}",
                "{'a':{'b':'c'}} | {'a':{'b':'d','c':null}} | {'a':{'b':'d'}}",
                "{'a':[{'b':'c'}]} | {'a':[1]} | {'a':[1]}",
                "{} | {'a':{'bb':{'ccc':null}}} | {'a':{'bb':{}}}",
                "{'a':1} | {'a':{'b':2}} | {'a':{'b':2}}",
                "{'a':1} | {'a':[null]} | {'a':[null]}",
            })
    void mergesAsTheRfcSays(String target, String patch, String result) {
        assertThat(state(target).merge(values(patch))).isEqualTo(state(result));
    }

    @ParameterizedTest(name = "of {0}, {1} misses {2}")
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "{} | {'a':1} | {}",
                "{'a':1} | {} | {'a':1}",
                "{'a':1} | {'a':1} | {}",
                "{'a':1} | {'a':1.0} | {}",
                "{'a':1} | {'a':'1'} | {'a':1}",
                "{'a':100000000000000000000} | {'a':1e20} | {}",
                "{'a':{'b':1,'c':2}} | {'a':{'b':1}} | {'a':{'c':2}}",
                "{'a':{'b':1}} | {'a':7} | {'a':{'b':1}}",
                "{'a':{}} | {'a':{'b':1}} | {}",
                "{'a':{}} | {} | {'a':{}}",
                "{'a':[1,2]} | {'a':[1.0,2]} | {}",
                "{'a':[1,2]} | {'a':[2,1]} | {'a':[1,2]}",
                "{'a':[1,2]} | {'a':[1,2,3]} | {'a':[1,2]}",
                "{'a':[{'b':null}]} | {'a':[{'c':null}]} | {'a':[{'b':null}]}",
                "{'a':false} | {'a':true} | {'a':false}",
            })
    void missesWhatIsWantedAndNotThere(String wanted, String present, String missing) {
        Shadow shadow = Shadow.untouched(ShadowId.of("ws_abc", "dev_1"))
                .desire(values(wanted), Map.of(), Source.PERSON, Instant.EPOCH)
                .report(values(present), Source.DEVICE, null, Instant.EPOCH, 9);

        assertThat(shadow.delta()).isEqualTo(state(missing));
    }

    @Test
    void keepsTheOrderOfItsKeys() {
        State merged = state("{'z':1,'a':2}").merge(values("{'m':3,'z':4}"));

        assertThat(merged.values().keySet()).containsExactly("z", "a", "m");
    }

    @Test
    void countsBytesAsTheyWouldBeWritten() {
        Map<String, Object> values = values("{'a':[1,true,null,1.5],'ü':{'b':'€'},'c':{}}");

        assertThat(JsonValues.size(values))
                .isEqualTo(new JsonObject(values).toBuffer().length());
    }

    @Test
    void countsLevels() {
        assertThat(JsonValues.depth(values("{'a':1}"))).isEqualTo(1);
        assertThat(JsonValues.depth(values("{'a':[{'b':[]}]}"))).isEqualTo(4);
        assertThat(JsonValues.depth(new JsonArray().getList())).isEqualTo(1);
    }

    private static State state(String json) {
        return new State(values(json));
    }

    private static Map<String, Object> values(String json) {
        return new JsonObject(json.replace('\'', '"')).getMap();
    }
}
