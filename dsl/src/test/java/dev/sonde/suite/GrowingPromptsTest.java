package dev.sonde.suite;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.tuple;

import dev.sonde.backend.dummy.DummyBackend;
import dev.sonde.probe.ProbeRegistry;
import dev.sonde.probe.ProbeSpec;
import dev.sonde.probe.PromptsSpec;
import dev.sonde.probe.ablation.AdapterAblationSpec;
import dev.sonde.probe.clusterkl.ClusterKlSpec;
import dev.sonde.probe.deltakl.DeltaKlSpec;
import dev.sonde.probe.mergeloss.MergeLossSpec;
import dev.sonde.probe.modules.ModuleAblationSpec;
import dev.sonde.probe.multiturn.MultiTurnSpec;
import dev.sonde.probe.nulladapter.NullAdapterSpec;
import dev.sonde.probe.positionshift.PositionShiftSpec;
import dev.sonde.probe.promptcollapse.PromptCollapseSpec;
import dev.sonde.probe.style.StyleFingerprintSpec;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Probes over prompts go on with more of them. */
class GrowingPromptsTest {

    private static final List<String> PROMPTS = IntStream.range(0, 8)
            .mapToObj(i -> "the day after day " + i + " is")
            .toList();
    private static final List<String> MORE = List.of("a fresh day is", "one more fresh day is");
    private static final String REFERENCE =
            "He came, and she went away over the hills. ".repeat(20).strip();

    private static final String TEMPLATE = "{% for m in messages %}{{ m.content }}\n{% endfor %}";

    private final DummyBackend backend = backend();

    private static DummyBackend backend() {
        return DummyBackend.create().chatTemplate(TEMPLATE).modules(Map.of("layers.0.q", 0.5, "layers.1.q", 0.5));
    }

    static Stream<PromptsSpec<?>> probes() {
        return Stream.of(
                DeltaKlSpec.of("probe", PROMPTS),
                AdapterAblationSpec.of("probe", PROMPTS),
                ClusterKlSpec.of("probe", PROMPTS).withClusters(2, 4),
                MergeLossSpec.of("probe", PROMPTS),
                ModuleAblationSpec.of("probe", PROMPTS),
                MultiTurnSpec.of("probe", PROMPTS).withTurns(2, 4),
                PositionShiftSpec.of("probe", PROMPTS).withPositions(4),
                PromptCollapseSpec.of("probe", PROMPTS).withContextLengths(16, 32),
                StyleFingerprintSpec.of("probe", PROMPTS, REFERENCE)
                        .withMaxNewTokens(64)
                        .withTemperature(0));
    }

    @Test
    void every_kind_over_prompts_is_here() {
        var kinds = ProbeRegistry.shared().all().stream()
                .filter(probe -> probe.getClass().getPackageName().startsWith("dev.sonde.probe."))
                .map(probe -> probe.kind().specType())
                .filter(GrowingPromptsTest::overPrompts)
                .collect(Collectors.toSet());

        assertThat(probes().map(Object::getClass)).containsExactlyInAnyOrderElementsOf(kinds);
    }

    private static boolean overPrompts(Class<? extends ProbeSpec> spec) {
        return PromptsSpec.class.isAssignableFrom(spec)
                || spec.isRecord()
                        && Arrays.stream(spec.getRecordComponents())
                                .anyMatch(part -> part.getName().equals("prompts"));
    }

    @ParameterizedTest
    @MethodSource("probes")
    void only_what_is_new_is_asked_and_the_result_is_that_of_a_run_at_once(PromptsSpec<?> spec) {
        var suite = Suite.of("grows", 3, List.of(NullAdapterSpec.of("nulls").withRuns(3), spec));
        var grown = suite.with(spec.withMorePrompts(MORE)).nextLook();
        Model model = Model.of(backend);
        Runner.run(suite, model);
        var before = List.copyOf(backend.seen());

        SuiteResult result = Runner.run(grown, model);

        var asked = backend.seen().subList(before.size(), backend.seen().size());
        assertThat(backend.seen()).doesNotHaveDuplicates();
        assertThat(asked).isNotEmpty();
        if (!(spec instanceof ModuleAblationSpec)) { // whose next question follows from the answers
            assertThat(asked).allMatch(each -> each.operation().text().contains("fresh"));
        }
        var atOnce = Runner.run(grown, Model.of(backend())).probe("probe");
        assertThat(result.probe("probe").raw()).isEqualTo(atOnce.raw()).isPresent();
        assertThat(result.probe("probe").evidence())
                .isEqualTo(atOnce.evidence())
                .isPresent();
    }

    @ParameterizedTest
    @MethodSource("probes")
    void what_more_prompts_would_show_is_forecast_before_a_run_where_it_is_after_it(PromptsSpec<?> spec) {
        var suite = Suite.of("forecast", 3, List.of(spec));

        List<Prospect> after = Prospect.after(Runner.run(suite, Model.of(backend)));

        assertThat(Prospect.before(suite))
                .extracting(Prospect::probe, Prospect::observations)
                .isEqualTo(after.stream()
                        .map(found -> tuple(found.probe(), found.observations()))
                        .toList());
    }

    @ParameterizedTest
    @MethodSource("probes")
    void a_prompt_that_is_there_is_not_taken_for_a_new_one(PromptsSpec<?> spec) {
        assertThat(spec.withMorePrompts().prompts()).isEqualTo(PROMPTS);
        assertThatIllegalArgumentException()
                .isThrownBy(() -> spec.withMorePrompts(PROMPTS.get(3)))
                .withMessageContaining("has the prompt '" + PROMPTS.get(3) + "' twice");
        assertThat(spec.withPrompts(MORE).prompts()).isEqualTo(MORE);
    }

    @Test
    void prompts_with_topics_grow_with_a_topic_each() {
        var topics = PROMPTS.stream()
                .map(prompt -> PROMPTS.indexOf(prompt) < 4 ? "early" : "late")
                .toList();
        var spec = ClusterKlSpec.of("topics", PROMPTS).withClusters(2, 4).withTopics(topics);

        assertThatIllegalArgumentException()
                .isThrownBy(() -> spec.withMorePrompts(MORE))
                .withMessage("Probe 'topics': the prompts have topics, and 'a fresh day is' has none. "
                        + "Give all topics with the prompts: withPrompts(prompts, topics).");
        assertThat(spec.withPrompts(PROMPTS.subList(3, 6)).topics()).containsExactly("early", "late", "late");
        assertThat(spec.withPrompts(MORE, List.of("x", "y")).topics()).containsExactly("x", "y");
    }
}
