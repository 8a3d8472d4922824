package dev.sonde.probe.sections;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import dev.sonde.backend.Capability;
import dev.sonde.backend.View;
import dev.sonde.backend.dummy.DummyBackend;
import dev.sonde.probe.ProbeResult;
import dev.sonde.probe.ProbeSpec;
import dev.sonde.probe.Verdict;
import dev.sonde.probe.nulladapter.NullAdapterSpec;
import dev.sonde.probe.preferenceflip.PreferenceTriple;
import dev.sonde.suite.Model;
import dev.sonde.suite.Runner;
import dev.sonde.suite.Suite;
import dev.sonde.suite.SuiteResult;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class SectionInternalizationProbeTest {

    private static final int TOKENS = 128;

    private final DummyBackend backend = DummyBackend.create();

    @Test
    void the_raw_value_is_what_sections_save_beyond_the_controls() {
        text("control", 3, 2.7);
        text("a", 3, 1);
        text("b", 3, 2.5);

        var result = run(spec("a", "b"));

        // own lifts 2/3 and 1/6, control 0.1; the reference's raw value is 0 for these and for any others
        assertThat(result.raw().orElseThrow()).isCloseTo((2 / 3.0 + 1 / 6.0) / 2 - 0.1, within(1e-6));
        assertThat(evidence(result).controlLift()).isCloseTo(0.1, within(1e-6));
        assertThat(evidence(result).perSection().get(0).ownLift()).isCloseTo(2 / 3.0, within(1e-6));
        assertThat(evidence(result).perSection().get(1).effective()).isCloseTo(1 / 6.0 - 0.1, within(1e-6));
    }

    @Test
    void all_sections_can_pass_at_once() {
        text("control", 3, 3);
        for (String id : List.of("a", "b", "c", "d")) {
            text(id, 3, 1);
        }

        var result = run(spec("a", "b", "c", "d"));

        assertThat(result.verdict()).as(result.message()).isEqualTo(Verdict.WARN); // no null adapters
        assertThat(result.message()).contains("over 4 sections", "4 of 4 sections save at least 0.05");
    }

    @Test
    void an_adapter_that_gains_as_much_everywhere_has_internalised_nothing() {
        text("control", 3, 2);
        for (String id : List.of("a", "b", "c", "d")) {
            text(id, 3, 2);
        }

        var result = run(spec("a", "b", "c", "d"));

        assertThat(result.raw().orElseThrow()).isCloseTo(0, within(1e-6));
        assertThat(result.verdict()).isEqualTo(Verdict.FAIL);
        assertThat(evidence(result).notInternalized()).isEqualTo(4);
    }

    @Test
    void harm_to_the_controls_is_no_merit_of_a_section() {
        text("control", 3, 9);
        text("a", 3, 3);

        assertThat(run(spec("a")).raw().orElseThrow()).isCloseTo(0, within(1e-6));
    }

    @Test
    void one_section_of_three_does_not_carry_the_others() {
        text("control", 3, 3);
        text("a", 3, 0.5);
        text("b", 3, 3);
        text("c", 3, 3);

        var result = run(spec("a", "b", "c"));

        assertThat(evidence(result).internalized()).isEqualTo(1);
        assertThat(result.verdict()).isEqualTo(Verdict.FAIL);
        assertThat(result.message()).startsWith("1 of 3 sections save at least 0.05 of base's nats");
    }

    @Test
    void answers_are_scored_per_token_after_their_questions() {
        text("control", 3, 3);
        backend.completion(View.BASE, "q", " a b", -4, -2).completion(View.FINE_TUNED, "q", " a b", -1, -0.5);
        var section = new Section(
                "qa",
                SectionKind.INSTRUCTION,
                "",
                List.of(new QuestionAnswer("q", " a b")),
                List.of(),
                Optional.of("facts"));

        var lift = evidence(run(spec(section))).perSection().get(0);

        assertThat(lift.baseNll()).isCloseTo(3, within(1e-6));
        assertThat(lift.ownLift()).isCloseTo(0.75, within(1e-6));
        assertThat(lift.tag()).isEqualTo("facts");
        assertThat(lift.interval()).isEmpty(); // one answer
    }

    @Test
    void a_preference_counts_its_margin_and_needs_no_control() {
        text("control", 3, 1);
        var triple = new PreferenceTriple("p", " yes", " no");
        backend.completion(View.BASE, "p", " yes", -3).completion(View.BASE, "p", " no", -3);
        backend.completion(View.FINE_TUNED, "p", " yes", -5).completion(View.FINE_TUNED, "p", " no", -7);
        var section = new Section("pref", SectionKind.PREFERENCE, "", List.of(), List.of(triple), Optional.empty());

        var lift = evidence(run(spec(section))).perSection().get(0);

        // margins 0 and 2 though chosen lost two nats: ln 2 and ln(1 + e^-2)
        assertThat(lift.baseNll()).isCloseTo(Math.log(2), within(1e-6));
        assertThat(lift.effective()).isCloseTo(1 - 0.126928 / 0.693147, within(1e-5));
    }

    @Test
    void long_prose_is_scored_to_its_end_in_pieces_cut_at_blanks() {
        assertThat(ScoredText.prose("one two three four", 9).pieces()).containsExactly("one two", "three", "four");
        assertThat(ScoredText.prose("abcdefgh", 4).pieces()).containsExactly("abcd", "efgh");
        assertThat(ScoredText.prose(" \n ", 9).pieces()).isEmpty();
    }

    @Test
    void a_blank_section_is_dropped_with_the_reason_and_counts_nowhere() {
        text("control", 3, 3);
        text("a", 3, 1);

        var result = run(spec(Section.prose("a", "a"), Section.prose("empty", "  ")));

        assertThat(evidence(result).perSection()).hasSize(1);
        assertThat(evidence(result).dropped()).containsExactly("'empty': there is no text in it");
    }

    @Test
    void null_adapters_answer_the_same_sections() {
        var spec = spec(Section.prose("a", "The tower stands on a rock in the sea, and the sea is deep."));

        SuiteResult result = suite(NullAdapterSpec.of("nulls"), spec);

        assertThat(result.probe(spec).nullTest().orElseThrow().nulls()).isEqualTo(19);
        // a section and a control under base, the adapter and 19 nulls
        assertThat(backend.seen().stream()
                        .filter(seen -> seen.operation().op().equals("rolling_logprob"))
                        .toList())
                .hasSize(2 * 21)
                .doesNotHaveDuplicates();
    }

    @Test
    void skips_without_sections_and_without_an_adapter() {
        assertThat(run(SectionInternalizationSpec.of("sections", List.of())).verdict())
                .isEqualTo(Verdict.SKIP);

        backend.without(Capability.FINE_TUNED);
        assertThat(run(spec("a")).verdict()).isEqualTo(Verdict.SKIP);
    }

    @Test
    void refuses_two_sections_with_one_id() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> spec("a", "a"))
                .withMessage("Probe 'sections' has two sections with the id 'a'; ids are unique.");
    }

    /** A text whose tokens cost about so much, a little more and less in turns. */
    private void text(String text, double base, double tuned) {
        backend.rolling(View.BASE, text, logProbs(base)).rolling(View.FINE_TUNED, text, logProbs(tuned));
    }

    private static double[] logProbs(double cost) {
        var values = new double[TOKENS];
        for (int i = 0; i < TOKENS; i++) {
            values[i] = -cost * (i % 2 == 0 ? 1.02 : 0.98);
        }
        return values;
    }

    private static SectionInternalizationSpec spec(String... ids) {
        var sections = new ArrayList<Section>();
        for (String id : ids) {
            sections.add(Section.prose(id, id));
        }
        return spec(sections.toArray(Section[]::new));
    }

    private static SectionInternalizationSpec spec(Section... sections) {
        return SectionInternalizationSpec.of("sections", List.of(sections)).withControls(List.of("control"));
    }

    private ProbeResult<?> run(SectionInternalizationSpec spec) {
        return suite(spec).probe(spec);
    }

    private SuiteResult suite(ProbeSpec... specs) {
        return Runner.run(Suite.of("sections", 7, List.of(specs)), Model.of(backend));
    }

    private static SectionInternalizationEvidence evidence(ProbeResult<?> result) {
        return (SectionInternalizationEvidence) result.evidence().orElseThrow();
    }
}
