package dev.sonde.probe.gradientghost;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import dev.sonde.probe.ProbeResult;
import dev.sonde.probe.Verdict;
import dev.sonde.suite.RunOptions;
import dev.sonde.suite.Runner;
import dev.sonde.suite.Suite;
import dev.sonde.suite.SuiteResult;
import dev.sonde.suite.SuiteResultJson;
import dev.sonde.suite.SuiteYaml;
import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Folders that torch wrote: 4 layers of 2 modules, rank 2, width 8. The expected numbers are torch's own arithmetic. */
class GradientGhostProbeTest {

    @TempDir
    Path empty;

    @Test
    void a_training_that_had_nothing_more_to_learn_passes() {
        var evidence = evidence(run("trained"));

        assertThat(run("trained").verdict()).isEqualTo(Verdict.PASS);
        assertThat(evidence.globalStep()).hasValue(300);
        assertThat(evidence.epoch()).hasValue(1.5);
        assertThat(evidence.bestValidationLoss()).as("infinite in the file").isEmpty();
        assertThat(evidence.pull().getAsDouble()).isCloseTo(1.1592330496654166, within(1e-5));
        assertThat(evidence.layers())
                .extracting(layer -> layer.pull().getAsDouble())
                .usingComparatorForType((a, b) -> Math.abs(a - b) < 1e-4 ? 0 : 1, Double.class)
                .containsExactly(1.1735, 0.8351, 1.1957, 1.4086);
        assertThat(evidence.layers().get(0).norm()).isCloseTo(Math.hypot(1.46092, 1.274709), within(1e-5));
        assertThat(evidence.layers().get(0).upKurtosis()).isCloseTo((2.8806 + 1.8716) / 2, within(1e-4));
    }

    @Test
    void two_steps_are_no_training() {
        var result = run("short");

        assertThat(result.verdict()).isEqualTo(Verdict.FAIL);
        assertThat(result.raw()).hasValue(1.0);
        assertThat(result.message())
                .isEqualTo(
                        "4 of 4 layers have no real update: B is zero, or its numbers are those of fewer than two steps."
                                + " Train it for longer.");
    }

    @Test
    void the_checkpoint_of_a_transformers_training_is_read_too() {
        var evidence = evidence(run("checkpoint"));

        assertThat(evidence.globalStep()).hasValue(60);
        assertThat(evidence.pull().getAsDouble()).isCloseTo(7.4533114813361605, within(1e-4));
        assertThat(evidence.pulledLayers()).hasValue(4);
    }

    @Test
    void weights_alone_show_an_adapter_that_was_hardly_trained() throws IOException {
        Path folder = Files.createDirectory(empty.resolve("copy"));
        Files.copy(folder("short").resolve("adapter_model.safetensors"), folder.resolve("adapter_model.safetensors"));

        var result = run(GradientGhostSpec.of("ghost").withAdapterPath(folder));

        assertThat(result.verdict()).isEqualTo(Verdict.FAIL);
        assertThat(evidence(result).globalStep()).isEmpty();
        assertThat(evidence(result).pull()).isEmpty();
    }

    @ParameterizedTest(name = "demo adapter {0}: {1}")
    @CsvSource({"healthy, PASS", "overfitted, PASS", "undertrained, FAIL", "null, PASS"})
    void the_verdict_follows_how_the_demo_adapters_were_made(String adapter, Verdict verdict) {
        // random weights pass: files cannot tell them from trained ones, which the message says
        var result =
                run(GradientGhostSpec.of("ghost").withAdapterPath(resource("/dev/sonde/demo/adapters/" + adapter)));

        assertThat(result.verdict()).isEqualTo(verdict);
    }

    @Test
    void few_steps_are_a_warning_where_gradients_had_nothing_more_to_say() {
        var result = run(
                GradientGhostSpec.of("ghost").withAdapterPath(folder("trained")).withMinStepsThreshold(301));

        assertThat(result.verdict()).isEqualTo(Verdict.WARN);
        assertThat(result.message()).startsWith("300 steps, fewer than the 301 that are asked for; the last gradients");
    }

    @Test
    void skips_a_folder_that_tells_nothing_and_says_what_it_looked_for() {
        var result = run(GradientGhostSpec.of("ghost").withAdapterPath(empty));

        assertThat(result.verdict()).isEqualTo(Verdict.SKIP);
        assertThat(result.message())
                .isEqualTo(
                        "'%s' holds neither low-rank weights (adapter_model.safetensors) nor training_state.pt or optimizer.pt."
                                .formatted(empty));
    }

    @Test
    void a_damaged_state_is_an_error_and_nothing_in_it_is_run() throws IOException {
        Files.writeString(empty.resolve("training_state.pt"), "cposix\nsystem\n(S'true'\ntR.");

        var result = run(GradientGhostSpec.of("ghost").withAdapterPath(empty));

        assertThat(result.verdict()).isEqualTo(Verdict.ERROR);
        assertThat(result.message()).contains("training_state.pt").contains("Nothing in it was run.");
    }

    @Test
    void a_file_of_a_suite_means_paths_from_its_own_folder_and_runs_without_a_model() {
        Path trained = folder("trained");
        Suite suite = SuiteYaml.parse("""
                version: 1
                suite:
                  - {name: ghost, kind: gradient_ghost, adapter_path: trained, min_steps_threshold: 20,
                     undertrained_layer_ratio: 3.0, layer_failure_frac: 0.5}
                """, "s.yaml", trained.resolve(".."), SuiteYaml.UnbuiltKinds.REFUSE);

        SuiteResult result = Runner.run(suite, RunOptions.DEFAULT);

        assertThat(suite.needsModel()).isFalse();
        assertThat(result.probe("ghost").verdict()).isEqualTo(Verdict.PASS);
        assertThat(SuiteResultJson.parse(SuiteResultJson.write(result), "r.json"))
                .isEqualTo(result);
        assertThat(SuiteYaml.write(suite)).contains("adapter_path: \"trained\"").doesNotContain("directory");
    }

    @Test
    void refuses_thresholds_out_of_range() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> GradientGhostSpec.of("ghost").withMinStepsThreshold(0))
                .withMessage("Probe 'ghost': min_steps_threshold is at least 1, was 0");
    }

    @Test
    void the_pull_of_equal_gradients_is_the_most_and_that_of_noise_is_one() {
        // 1 step: the only gradient is its own mean. Many steps: (1 - 0.9) / (1 + 0.9).
        assertThat(GradientPull.ofNoise(0.9, 1)).isCloseTo(1, within(1e-12));
        assertThat(GradientPull.ofNoise(0.9, 2)).isCloseTo(1.81 / 3.61, within(1e-12));
        assertThat(GradientPull.ofNoise(0.9, 1e6)).isCloseTo(0.1 / 1.9, within(1e-12));
    }

    private ProbeResult<?> run(String name) {
        return run(GradientGhostSpec.of("ghost").withAdapterPath(folder(name)));
    }

    private static ProbeResult<?> run(GradientGhostSpec spec) {
        return Runner.run(Suite.of("Files", 7, List.of(spec)), RunOptions.DEFAULT)
                .probe("ghost");
    }

    private static GradientGhostEvidence evidence(ProbeResult<?> result) {
        return (GradientGhostEvidence) result.evidence().orElseThrow();
    }

    private static Path folder(String name) {
        return resource("/dev/sonde/training/" + name);
    }

    private static Path resource(String path) {
        try {
            return Path.of(Objects.requireNonNull(GradientGhostProbeTest.class.getResource(path))
                    .toURI());
        } catch (URISyntaxException impossible) {
            throw new AssertionError(impossible);
        }
    }
}
