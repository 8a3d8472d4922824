package dev.sonde.suite;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.sonde.backend.ModelSource;
import dev.sonde.probe.Category;
import dev.sonde.probe.deltakl.DeltaKlSpec;
import dev.sonde.suite.SuiteYaml.UnbuiltKinds;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SuiteYamlTest {
    private static final Path HERE = Path.of("/suites");

    @TempDir
    private Path directory;

    @Test
    void reads_a_file_that_holds_a_long_document() {
        String text = "The old weir of Orlow was raised in one summer. ".repeat(80_000);

        Suite suite = parse("version: 1\nsuite: [{name: drift, kind: delta_kl, prompts: ['" + text + "']}]");

        assertThat(suite.entries().get(0).spec()).isEqualTo(DeltaKlSpec.of("drift", text));
    }

    @Test
    void reads_a_file_of_the_reference() {
        Suite suite = parse("""
                version: 1
                dlm_source: doc.dlm
                models:
                  base: {kind: dummy, base: toy, dtype: fp32, device: cpu}
                  ft: {kind: dummy, base: toy, adapter: adapters/v3, dtype: fp32, device: cpu}
                defaults:
                  seed: 11
                  top_k: 256
                  differential: true
                  coverage_threshold: 0.5
                  concurrent_probes: 4
                  score_weights: {ablation: 0.4}
                suite:
                  - name: drift
                    kind: delta_kl
                    weight: 2
                    prompts: ["Costs ${HOME}", "An important rule"]
                    assert_mean_gte: 0.05
                  - {name: later, kind: delta_kl, enabled: false, prompts: [Hi]}
                """);

        assertThat(suite.title()).isEqualTo("sway");
        assertThat(suite.model().orElseThrow().adapterPath()).contains(Path.of("/suites/adapters/v3"));
        assertThat(suite.defaults()).isEqualTo(new SuiteDefaults(11, 256, 0.5, Map.of(Category.ABLATION, 0.4)));
        assertThat(suite.entries())
                .containsExactly(
                        new SuiteEntry(
                                DeltaKlSpec.of("drift", "Costs ${HOME}", "An important rule")
                                        .withAssertMeanGte(0.05),
                                true,
                                2),
                        new SuiteEntry(DeltaKlSpec.of("later", "Hi"), false, 1));
    }

    @Test
    void tells_everything_that_is_wrong_with_a_file_at_once() {
        assertThat(problems("""
                                version: 2
                                modles: {}
                                models:
                                  base: {kind: dummy, base: other}
                                  ft: {kind: dumy, base: toy, dtype: fp8}
                                defaults:
                                  seed: eleven
                                  coverage_threshold: .nan
                                  score_weights: {adherance: 1}
                                suite:
                                  - name: drift
                                    kind: delta_kl
                                    promts: [Hi]
                                    prompts: [Hi, yes]
                                  - name: drift
                                    kind: delta_kl
                                  - name: typo
                                    kind: delta_lk
                                  - kind: delta_kl
                                    kind: delta_kl
                                  - name: empty
                                    kind: delta_kl
                                """))
                .contains(
                        "sway.yaml:1: version 2 of suite files is unknown; this Sonde reads version 1",
                        "sway.yaml:2: unknown key 'modles' of the file; did you mean 'models'? Known: defaults,"
                                + " dlm_source, models, suite, title, version",
                        "sway.yaml:5: models.ft.dtype is one of [auto, fp32, bf16, fp16], got 'fp8'",
                        "sway.yaml:7: 'defaults.seed' has to be a whole number, got \"eleven\"",
                        "sway.yaml:8: coverage_threshold is in [0, 1], was NaN",
                        "sway.yaml:9: unknown key 'adherance' of defaults.score_weights; did you mean 'adherence'?"
                                + " Known: ablation, adherence, attribution, baseline, calibration",
                        "sway.yaml:4: models.base.base is 'other' and models.ft.base is 'toy'; both views come from one"
                                + " model, so they have to be equal",
                        "sway.yaml:14: probe 'drift' (delta_kl): 'prompts.1' has to be text (quote it), got true",
                        "sway.yaml:15: a second probe is called 'drift'; names are unique within a suite",
                        "sway.yaml:19: entry 4 of suite has no 'name'; every probe has a name and a kind",
                        "sway.yaml:20: the key 'kind' stands here a second time; keep one of them")
                .anyMatch(problem ->
                        problem.startsWith("sway.yaml:5: unknown kind of model 'dumy'; did you mean 'dummy'? Known: ["))
                .anyMatch(
                        problem -> problem.startsWith(
                                "sway.yaml:18: probe 'typo' is of the unknown kind 'delta_lk'; did you mean 'delta_kl'? Known: "))
                .anyMatch(problem -> problem.startsWith("sway.yaml:21: probe 'empty' (delta_kl): Probe 'empty'"))
                .isSortedAccordingTo((one, other) -> Integer.compare(line(one), line(other)));
    }

    @Test
    void refuses_a_base_that_is_not_the_model_of_the_adapter() {
        assertThat(problems("models: {base: {kind: dummy, base: a}, ft: {kind: dummy, base: b}}"))
                .containsExactly("sway.yaml:1: models.base.base is 'a' and models.ft.base is 'b'; both views come from"
                        + " one model, so they have to be equal");
    }

    @Test
    void writes_a_suite_that_reads_back_as_the_same_object() {
        var model = new ModelSource("dummy", "toy", Optional.of("a/b"), "fp32", "cpu", HERE);
        var awkward = DeltaKlSpec.of("yes", "no", "12", " leads\twith space", "line\nbreak: #x", "ünïcödé \"q\" 'q'");
        var suite = new Suite(
                "Does it: know?",
                Optional.of(model),
                new SuiteDefaults(-5, 40, 0.25, Map.of(Category.BASELINE, 1e-3)),
                List.of(
                        new SuiteEntry(awkward, false, 0.1),
                        SuiteEntry.of(DeltaKlSpec.of("b", "x").withAssertZGte(2).withTopK(8))));

        assertThat(SuiteYaml.parse(SuiteYaml.write(suite), "other.yaml", HERE, UnbuiltKinds.REFUSE))
                .isEqualTo(suite);
    }

    @Test
    void names_the_model_it_was_run_on() {
        var source = new ModelSource("dummy", "dummy-3", Optional.of("dummy"), "auto", "auto", HERE);
        var suite = Suite.of("drift", 7, List.of(DeltaKlSpec.of("drift", "a")));
        try (var model = Model.load(source)) {
            var named = suite.withModel(model.source().orElseThrow());

            assertThat(SuiteYaml.parse(SuiteYaml.write(named), "suite.yaml", HERE, UnbuiltKinds.REFUSE)
                            .model())
                    .contains(source);
        }
    }

    @Test
    void names_line_and_reason_of_text_that_is_not_yaml() {
        assertThat(problems("suite:\n  - {name: x\n"))
                .singleElement()
                .asString()
                .startsWith("sway.yaml:3: not valid");
        assertThat(problems("")).singleElement().asString().startsWith("sway.yaml:1: a suite file is a mapping");
        assertThat(problems("- 1")).singleElement().asString().startsWith("sway.yaml:1: a suite file is a mapping");
        assertThat(problems("a: &a [*a]")).singleElement().asString().contains("contains itself");
    }

    @Test
    void says_when_a_file_cannot_be_read() throws IOException {
        Path binary = Files.write(directory.resolve("x.yaml"), new byte[] {(byte) 0xc3, 0x28});

        assertThat(catchThrowableOfType(SuiteFileException.class, () -> SuiteYaml.read(binary)))
                .hasMessage(binary + ": the file is not UTF-8 text");
        assertThat(catchThrowableOfType(SuiteFileException.class, () -> SuiteYaml.read(directory)))
                .hasMessageStartingWith(directory + ": the file cannot be read (");
    }

    private static int line(String problem) {
        return Integer.parseInt(problem.split(":")[1]);
    }

    private static Suite parse(String text) {
        return SuiteYaml.parse(text, "dir/sway.yaml", HERE, UnbuiltKinds.REFUSE);
    }

    private static List<String> problems(String text) {
        return catchThrowableOfType(
                        SuiteFileException.class, () -> SuiteYaml.parse(text, "sway.yaml", HERE, UnbuiltKinds.REFUSE))
                .problems();
    }
}
