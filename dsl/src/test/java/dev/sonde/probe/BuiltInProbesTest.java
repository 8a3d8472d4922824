package dev.sonde.probe;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sonde.backend.dummy.DummyBackend;
import dev.sonde.probe.ablation.AdapterAblationEvidence;
import dev.sonde.probe.ablation.AdapterAblationSpec;
import dev.sonde.probe.deltakl.DeltaKlSpec;
import dev.sonde.probe.nulladapter.NullAdapterEvidence;
import dev.sonde.probe.nulladapter.NullAdapterSpec;
import dev.sonde.suite.Model;
import dev.sonde.suite.Runner;
import dev.sonde.suite.Suite;
import dev.sonde.suite.SuiteEntry;
import dev.sonde.suite.SuiteResult;
import dev.sonde.suite.SuiteResultJson;
import dev.sonde.suite.SuiteYaml;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The built-in kinds as a suite runs, writes and reads them. */
class BuiltInProbesTest {

    private static final String REFERENCE_SUITE = """
            version: 1
            suite:
              - name: nulls
                kind: null_adapter
                runs: 3
                init_scale: 0.02
                seed_base: 1000
                calibrate_kinds: [delta_kl]
                rank_multipliers: [1.0]
                cache: false
              - name: drift
                kind: delta_kl
                prompts: [a, b]
                divergence: kl
                top_k: 64
                assert_mean_gte: 0.05
                assert_z_gte: 3.0
              - name: shape
                kind: adapter_ablation
                prompts: [a]
                lambdas: [0, 0.5, 1, 1.5]
                assert_linearity_gte: 0.9
                assert_saturation_between: [0.2, 1.0]
                assert_overshoot_gte: 1.1
                assert_z_gte: 2
            """;

    @Test
    void the_keys_of_the_reference_are_understood() {
        var specs =
                parse(REFERENCE_SUITE).entries().stream().map(SuiteEntry::spec).toList();

        assertThat((NullAdapterSpec) specs.get(0))
                .returns(3, NullAdapterSpec::runs)
                .returns(List.of("delta_kl"), NullAdapterSpec::calibrateKinds);
        assertThat((DeltaKlSpec) specs.get(1))
                .isEqualTo(DeltaKlSpec.of("drift", "a", "b")
                        .withDivergence(Divergence.KL_FINE_TUNED_BASE)
                        .withTopK(64)
                        .withAssertMeanGte(0.05)
                        .withAssertZGte(3));
        assertThat((AdapterAblationSpec) specs.get(2))
                .returns(List.of(0.0, 0.5, 1.0, 1.5), AdapterAblationSpec::lambdas)
                .returns(0.9, AdapterAblationSpec::assertLinearityGte)
                .returns(List.of(0.2, 1.0), AdapterAblationSpec::assertSaturationBetween)
                .returns(1.1, AdapterAblationSpec::assertOvershootGte);
    }

    @Test
    void specs_survive_a_suite_file() {
        var suite = parse(REFERENCE_SUITE);

        assertThat(parse(SuiteYaml.write(suite)).entries()).isEqualTo(suite.entries());
    }

    @Test
    void an_unknown_key_is_an_error() {
        String misspelt = REFERENCE_SUITE.replace("lambdas:", "lambda:");

        assertThatThrownBy(() -> parse(misspelt)).hasMessageContaining("lambda");
    }

    @Test
    void null_adapters_of_a_run_reach_the_probes_and_results_survive_a_file() {
        var suite = Suite.of(
                "all",
                7,
                List.of(
                        DeltaKlSpec.of("drift", "a", "b", "c", "d"),
                        AdapterAblationSpec.of("shape", "a", "b", "c", "d", "e", "f", "g", "h"),
                        NullAdapterSpec.of("nulls")));

        SuiteResult result = Runner.run(suite, Model.of(DummyBackend.create()));
        SuiteResult read = SuiteResultJson.parse(SuiteResultJson.write(result), "r.json");

        assertThat(read).isEqualTo(result);
        var drift = read.probe("drift");
        assertThat(drift.nullTest().orElseThrow().nulls()).isEqualTo(19);
        assertThat(drift.interval().orElseThrow().contains(drift.raw().orElseThrow()))
                .isTrue();
        assertThat((NullAdapterEvidence) read.probe("nulls").evidence().orElseThrow())
                .satisfies(nulls -> assertThat(
                                nulls.valuesOf("drift").orElseThrow().values())
                        .hasSize(19));
        assertThat((AdapterAblationEvidence) read.probe("shape").evidence().orElseThrow())
                .satisfies(shape -> assertThat(shape.upper()).hasSize(6));
    }

    private static Suite parse(String yaml) {
        return SuiteYaml.parse(yaml, "suite.yaml", Path.of("."), SuiteYaml.UnbuiltKinds.REFUSE);
    }
}
