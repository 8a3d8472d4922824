package dev.sonde.probe.modules;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import dev.sonde.backend.Capability;
import dev.sonde.backend.View;
import dev.sonde.backend.dummy.DummyBackend;
import dev.sonde.probe.ProbeResult;
import dev.sonde.probe.Verdict;
import dev.sonde.probe.nulladapter.NullAdapterSpec;
import dev.sonde.stats.Interval;
import dev.sonde.suite.Model;
import dev.sonde.suite.Runner;
import dev.sonde.suite.Suite;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class ModuleAblationProbeTest {

    private static final Map<String, Double> SHARES = new LinkedHashMap<>();

    static {
        SHARES.put("model.layers.0.attn.q", 0.05);
        SHARES.put("model.layers.0.mlp.up", 0.05);
        SHARES.put("model.layers.1.attn.q", 0.2);
        SHARES.put("model.layers.1.mlp.up", 0.6);
        SHARES.put("model.layers.2.attn.q", 0.0);
        SHARES.put("model.layers.2.mlp.up", 0.1);
    }

    private final DummyBackend backend = DummyBackend.seeded(3).modules(SHARES);
    private final ModuleAblationSpec spec = ModuleAblationSpec.of("map", prompts(8));

    @Test
    void finds_the_layer_the_kind_and_the_module_that_carry_the_effect() {
        ProbeResult<?> result = run(spec);
        var evidence = evidence(result);

        assertThat(result.verdict()).as(result.message()).isEqualTo(Verdict.WARN); // no null adapters
        assertThat(result.message())
                .contains("Of the layers layer 1 does most alone")
                .contains("Of the kinds of modules mlp.up does most alone");
        assertThat(evidence.layers()).extracting(RegionEffect::label).containsExactly("layer 0", "layer 1", "layer 2");
        assertThat(evidence.cells()).hasSize(6).first().satisfies(cell -> assertThat(cell.label())
                .isEqualTo("layer 1 attn.q"));
        assertThat(cell(evidence, "layer 2 attn.q").alone()).isZero(); // it has no share
        assertThat(cell(evidence, "layer 2 attn.q").lost()).isCloseTo(0, within(1e-9));
        assertThat(cell(evidence, "layer 1 mlp.up").alone())
                .isGreaterThan(cell(evidence, "layer 1 attn.q").alone());
    }

    @Test
    void measures_what_a_layer_does_alone_and_what_is_lost_without_it_in_nats() {
        var own = DummyBackend.create().modules(Map.of("layers.0.q", 0.5, "layers.1.q", 0.5));
        for (String prompt : prompts(4)) {
            own.answer(View.BASE, prompt, 0.2, 0.8).answer(View.FINE_TUNED, prompt, 0.8, 0.2);
        }

        var evidence =
                evidence(Runner.run(Suite.of("s", 1, List.of(ModuleAblationSpec.of("map", prompts(4)))), Model.of(own))
                        .probe("map"));

        // half of the way is the geometric mean (0.4, 0.4), normalised (1/2, 1/2).
        // JS of (0.2, 0.8) and (0.5, 0.5), m = (0.35, 0.65):
        // [0.2 ln(4/7) + 0.8 ln(16/13) + 0.5 ln(10/7) + 0.5 ln(10/13)] / 2 = 0.0506723;
        // JS of (0.2, 0.8) and (0.8, 0.2), m = (1/2, 1/2): 0.2 ln 0.4 + 0.8 ln 1.6 = 0.1927450
        assertThat(evidence.effect()).isCloseTo(0.1927450, within(1e-6));
        assertThat(evidence.layers()).hasSize(2).allSatisfy(layer -> {
            assertThat(layer.alone()).isCloseTo(0.0506723, within(1e-6));
            assertThat(layer.lost()).isCloseTo(0.1927450 - 0.0506723, within(1e-6));
            assertThat(layer.aloneBand().map(Interval::lower))
                    .hasValueSatisfying(lower -> assertThat(lower).isCloseTo(0.0506723, within(1e-6)));
        });
        assertThat(evidence.parts()).isEmpty(); // one module a layer: the layers are the map
        assertThat(evidence.cells()).isEmpty();
    }

    @Test
    void counts_its_forward_passes_and_they_are_the_views_asked() {
        var evidence = evidence(run(spec));

        // base, whole; 3 layers, 2 kinds, 6 modules, each with and without: 8 prompts
        assertThat(evidence.forwardPasses()).isEqualTo(8 * (2 + 2 * (3 + 2 + 6)));
        assertThat(backend.seen().stream()
                        .filter(asked -> !(asked.view() instanceof View.Repeated))
                        .distinct())
                .hasSize(evidence.forwardPasses());
    }

    @Test
    void a_small_budget_looks_at_the_layers_first_and_then_into_the_one_that_does_most() {
        // 8 * 2 for the whole, 8 * 6 for the layers, 8 * 4 for the kinds, 8 * 4 for one layer's modules
        var evidence = evidence(run(spec.withBudget(8 * (2 + 6 + 4 + 4))));

        assertThat(evidence.cells())
                .extracting(RegionEffect::layer)
                .containsExactly(OptionalInt.of(1), OptionalInt.of(1));
        assertThat(evidence.cellsLeftOut()).isEqualTo(4);
    }

    @Test
    void a_budget_below_the_layers_is_inconclusive_and_says_what_they_need() {
        ProbeResult<?> result = run(spec.withBudget(60));

        assertThat(result.verdict()).isEqualTo(Verdict.INCONCLUSIVE);
        assertThat(result.message())
                .startsWith("No map: the layers alone need 64 forward passes, and budget is 60. "
                        + "Raise it, or use fewer prompts.");
        assertThat(evidence(result).forwardPasses()).isEqualTo(16);
    }

    @Test
    void three_prompts_give_a_map_without_bands_and_no_pass() {
        ProbeResult<?> result = run(ModuleAblationSpec.of("map", prompts(3)));

        assertThat(result.verdict()).isEqualTo(Verdict.INCONCLUSIVE);
        assertThat(result.message()).contains("There are no bands below 4 prompts");
        assertThat(evidence(result).layers()).hasSize(3).allSatisfy(layer -> assertThat(layer.aloneBand())
                .isEmpty());
    }

    @Test
    void an_adapter_that_does_nothing_fails_and_is_not_taken_apart() {
        for (String prompt : spec.prompts()) {
            backend.answer(View.BASE, prompt, 0.5, 0.5).answer(View.FINE_TUNED, prompt, 0.5, 0.5);
        }

        ProbeResult<?> result = run(spec);

        assertThat(result.verdict()).isEqualTo(Verdict.FAIL);
        assertThat(evidence(result).layers()).isEmpty();
        assertThat(evidence(result).forwardPasses()).isEqualTo(16);
    }

    @Test
    void null_adapters_are_measured_as_a_whole() {
        var result = Runner.run(Suite.of("s", 1, List.of(NullAdapterSpec.of("nulls"), spec)), Model.of(backend))
                .probe("map");

        assertThat(result.nullTest().orElseThrow().nulls()).isEqualTo(19);
        assertThat(result.verdict()).as(result.message()).isEqualTo(Verdict.PASS);
        assertThat(backend.seen())
                .noneMatch(asked -> asked.view() instanceof View.Partial part && part.of() instanceof View.NullAdapter);
    }

    @Test
    void is_skipped_where_the_adapter_cannot_be_taken_apart() {
        assertThat(run(spec, DummyBackend.create().without(Capability.PARTIAL)))
                .returns(Verdict.SKIP, ProbeResult::verdict)
                .returns(
                        "The backend cannot show the adapter without some of its modules. "
                                + "Choose one that holds the adapter's weights.",
                        ProbeResult::message);
        assertThat(run(spec, DummyBackend.create()))
                .returns(Verdict.SKIP, ProbeResult::verdict)
                .returns("The adapter names no modules to look at one by one.", ProbeResult::message);
    }

    @Test
    void refuses_settings_out_of_range() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> spec.withBudget(0))
                .withMessage("Probe 'map': budget is a number of forward passes, at least 1, was 0");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> ModuleAblationSpec.of("map", List.of()))
                .withMessage("Probe 'map' needs at least one prompt");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> ModuleAblationSpec.of("map", List.of("a", "a")))
                .withMessageContaining("has the prompt 'a' twice");
    }

    private ProbeResult<?> run(ModuleAblationSpec own) {
        return run(own, backend);
    }

    private static ProbeResult<?> run(ModuleAblationSpec own, DummyBackend on) {
        return Runner.run(Suite.of("s", 1, List.of(own)), Model.of(on)).probe("map");
    }

    private static ModuleAblationEvidence evidence(ProbeResult<?> result) {
        return (ModuleAblationEvidence) result.evidence().orElseThrow(() -> new AssertionError(result.message()));
    }

    private static RegionEffect cell(ModuleAblationEvidence evidence, String label) {
        return evidence.cells().stream()
                .filter(cell -> cell.label().equals(label))
                .findFirst()
                .orElseThrow();
    }

    private static List<String> prompts(int count) {
        return IntStream.range(0, count).mapToObj(i -> "prompt " + i).toList();
    }
}
