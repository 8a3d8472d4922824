package dev.sonde.suite;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.sonde.backend.ModelSource;
import dev.sonde.probe.ProbeSpec;
import dev.sonde.probe.Verdict;
import dev.sonde.probe.nulladapter.NullAdapterSpec;
import dev.sonde.probe.preferenceflip.PreferenceFlipSpec;
import dev.sonde.probe.preferenceflip.PreferenceTriple;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** What the attribution probes say of the four adapters of known truth. */
class AttributionTruthTest {

    private static final List<String> WRONG = List.of(
            "Low Brenna,Hollis Grey,1815,forty steps,fish oil,green,Tarnwick,Old Martha,Anna Reed,Peter Hill,Button,coins,"
                    .concat("iron,King Edmund,three times,Tarnwick,Grey Swan,white,Jane Wood,two sails,June,two days,")
                    .concat("Brave Lady,Tom Field")
                    .split(","));
    private static final List<JsonNode> FACTS = facts();
    private static final Map<String, SuiteResult> RESULTS = new HashMap<>();

    private static final PreferenceFlipSpec FLIPS = PreferenceFlipSpec.of("flips", triples());

    @Test
    void preferences_flip_under_the_adapters_that_know_the_document() {
        assertThat(verdicts(FLIPS))
                .containsEntry("healthy", Verdict.PASS)
                .containsEntry("overfitted", Verdict.PASS)
                .containsEntry("undertrained", Verdict.FAIL)
                .containsEntry("null", Verdict.FAIL);
    }

    private static Map<String, Verdict> verdicts(ProbeSpec spec) {
        var verdicts = new HashMap<String, Verdict>();
        for (String adapter : List.of("healthy", "undertrained", "null", "overfitted")) {
            var found =
                    RESULTS.computeIfAbsent(adapter, AttributionTruthTest::run).probe(spec);
            System.out.printf("%s, %s: %s. %s%n", spec.name(), adapter, found.verdict(), found.message());
            verdicts.put(adapter, found.verdict());
        }
        return verdicts;
    }

    private static SuiteResult run(String adapter) {
        var suite = Suite.of("Attribution", 7, List.of(NullAdapterSpec.of("nulls"), FLIPS));
        var source = new ModelSource("demo", "demo-model", Optional.of(adapter), "auto", "cpu", Path.of(""));
        try (Model model = Model.load(source)) {
            return Runner.run(suite, model);
        }
    }

    /** Each fact's answer against one that the document does not have. */
    private static List<PreferenceTriple> triples() {
        var triples = new ArrayList<PreferenceTriple>();
        for (int i = 0; i < FACTS.size(); i++) {
            triples.add(new PreferenceTriple(text(i, "prompt"), " " + text(i, "answer"), " " + WRONG.get(i)));
        }
        return triples;
    }

    private static String text(int fact, String key) {
        return FACTS.get(fact).get(key).asText();
    }

    private static List<JsonNode> facts() {
        try (InputStream in = AttributionTruthTest.class.getResourceAsStream("/dev/sonde/demo/prompts.json")) {
            var facts = new ArrayList<JsonNode>();
            new ObjectMapper().readTree(in).get("document").forEach(facts::add);
            return facts;
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }
}
