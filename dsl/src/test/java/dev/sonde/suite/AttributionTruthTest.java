package dev.sonde.suite;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.sonde.backend.ModelSource;
import dev.sonde.probe.ProbeSpec;
import dev.sonde.probe.Verdict;
import dev.sonde.probe.nulladapter.NullAdapterSpec;
import dev.sonde.probe.paraphrase.ParaphraseCase;
import dev.sonde.probe.paraphrase.ParaphraseInvarianceSpec;
import dev.sonde.probe.preferenceflip.PreferenceFlipSpec;
import dev.sonde.probe.preferenceflip.PreferenceTriple;
import dev.sonde.probe.sections.Section;
import dev.sonde.probe.sections.SectionInternalizationSpec;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
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
    private static final List<JsonNode> FACTS = list("document");
    private static final Map<String, SuiteResult> RESULTS = new HashMap<>();

    private static final PreferenceFlipSpec FLIPS = PreferenceFlipSpec.of("flips", triples());
    private static final ParaphraseInvarianceSpec WORDING = ParaphraseInvarianceSpec.of("wording", cases());
    private static final SectionInternalizationSpec SECTIONS =
            SectionInternalizationSpec.of("sections", sections()).withControls(everyday());

    @Test
    void preferences_flip_under_the_adapters_that_know_the_document() {
        assertThat(verdicts(FLIPS))
                .containsEntry("healthy", Verdict.PASS)
                .containsEntry("overfitted", Verdict.PASS)
                .containsEntry("undertrained", Verdict.FAIL)
                .containsEntry("null", Verdict.FAIL);
    }

    /**
     * The healthy adapter answers 22 of 24 questions as trained and 4 of their paraphrases: it keeps some 0.63 of the gain.
     * The overfitted one never saw a question, and both wordings gain what the text alone gave: its harm is not seen here.
     */
    @Test
    void wordings_tell_what_was_learned_from_what_was_not_and_stay_open_where_half_of_it_is_kept() {
        assertThat(verdicts(WORDING))
                .containsEntry("healthy", Verdict.INCONCLUSIVE)
                .containsEntry("overfitted", Verdict.PASS)
                .containsEntry("undertrained", Verdict.INCONCLUSIVE)
                .containsEntry("null", Verdict.FAIL);
    }

    @Test
    void the_sections_are_predicted_better_by_the_adapters_that_know_the_document() {
        // the undertrained one saves 6 % of base's nats, too close to the reference's threshold of 5 % to call
        assertThat(verdicts(SECTIONS))
                .containsEntry("healthy", Verdict.PASS)
                .containsEntry("overfitted", Verdict.PASS)
                .containsEntry("undertrained", Verdict.INCONCLUSIVE)
                .containsEntry("null", Verdict.FAIL);
    }

    private static Map<String, Verdict> verdicts(ProbeSpec spec) {
        var verdicts = new HashMap<String, Verdict>();
        for (String adapter : List.of("healthy", "undertrained", "null", "overfitted")) {
            var found =
                    RESULTS.computeIfAbsent(adapter, AttributionTruthTest::run).probe(spec);
            verdicts.put(adapter, found.verdict());
        }
        return verdicts;
    }

    private static SuiteResult run(String adapter) {
        var suite = Suite.of("Attribution", 7, List.of(NullAdapterSpec.of("nulls"), FLIPS, WORDING, SECTIONS));
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

    private static List<ParaphraseCase> cases() {
        var cases = new ArrayList<ParaphraseCase>();
        for (int i = 0; i < FACTS.size(); i++) {
            cases.add(new ParaphraseCase(text(i, "question"), " " + text(i, "answer"), List.of(text(i, "paraphrase"))));
        }
        return cases;
    }

    private static List<Section> sections() {
        return Arrays.stream(resource("doc.md").split("\n## "))
                .skip(1)
                .map(section -> section.split("\n", 2))
                .map(parts -> Section.prose(parts[0], parts[1].strip()))
                .toList();
    }

    /** Sentences of the world of the base model, which are in no document. */
    private static List<String> everyday() {
        return list("generic").stream()
                .map(each ->
                        each.get("prompt").asText() + " " + each.get("answer").asText() + ".")
                .toList();
    }

    private static List<JsonNode> list(String group) {
        try {
            var entries = new ArrayList<JsonNode>();
            new ObjectMapper().readTree(resource("prompts.json")).get(group).forEach(entries::add);
            return entries;
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    private static String resource(String name) {
        try (InputStream in = AttributionTruthTest.class.getResourceAsStream("/dev/sonde/demo/" + name)) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }
}
