package dev.sonde.probe.mergeloss;

import static dev.sonde.backend.View.BASE;
import static dev.sonde.backend.View.FINE_TUNED;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.sonde.backend.Capability;
import dev.sonde.backend.MergedType;
import dev.sonde.backend.View;
import dev.sonde.backend.dummy.DummyBackend;
import dev.sonde.probe.Divergence;
import dev.sonde.probe.ProbeResult;
import dev.sonde.probe.Verdict;
import dev.sonde.suite.Model;
import dev.sonde.suite.Runner;
import dev.sonde.suite.Suite;
import dev.sonde.suite.SuiteResult;
import dev.sonde.suite.SuiteResultJson;
import dev.sonde.suite.SuiteYaml;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class MergeLossProbeTest {

    private static final View BF16 = new View.Merged(MergedType.BF16);
    private static final List<String> PROMPTS =
            IntStream.range(0, 8).mapToObj(i -> "Prompt " + i).toList();

    private final DummyBackend backend = DummyBackend.create();

    @Test
    void the_share_is_the_root_of_the_loss_over_the_root_of_the_effect() {
        for (String prompt : PROMPTS) {
            backend.answer(BASE, prompt, 0.5, 0.5)
                    .answer(FINE_TUNED, prompt, 0.8, 0.2)
                    .answer(BF16, prompt, 0.7, 0.3);
        }
        var result = run(spec().withDivergence(Divergence.KL_FINE_TUNED_BASE));

        // By hand: KL(0.7 0.3 ‖ 0.8 0.2) = 0.7 ln(7/8) + 0.3 ln(3/2); KL(0.8 0.2 ‖ 0.5 0.5) = 0.8 ln 1.6 + 0.2 ln 0.4
        double lost = 0.7 * Math.log(7 / 8.0) + 0.3 * Math.log(1.5);
        double effect = 0.8 * Math.log(1.6) + 0.2 * Math.log(0.4);
        assertThat(evidence(result).effect()).isCloseTo(effect, within(1e-6));
        assertThat(evidence(result).formats().get(0).lost()).isCloseTo(lost, within(1e-6));
        assertThat(result.raw().orElseThrow()).isCloseTo(Math.sqrt(lost / effect), within(1e-5));
        assertThat(evidence(result).formats().get(0).sameBest()).isEqualTo(1);
        assertThat(result.verdict()).isEqualTo(Verdict.FAIL);
        assertThat(result.message()).startsWith("Lost to bf16 0.382 of the effect over 8 prompts");
    }

    @Test
    void a_format_that_loses_nothing_passes() {
        var result = run(spec().withDtypes(MergedType.FP32));

        assertThat(result.raw().orElseThrow()).isCloseTo(0, within(1e-9));
        assertThat(result.verdict()).as(result.message()).isEqualTo(Verdict.PASS);
    }

    @Test
    void the_worst_format_decides() {
        for (String prompt : PROMPTS) {
            backend.answer(BASE, prompt, 0.5, 0.5)
                    .answer(FINE_TUNED, prompt, 0.8, 0.2)
                    .answer(new View.Merged(MergedType.FP32), prompt, 0.8, 0.2)
                    .answer(BF16, prompt, 0.5, 0.5);
        }
        var result = run(spec().withDtypes(MergedType.FP32, MergedType.BF16));

        assertThat(result.verdict()).isEqualTo(Verdict.FAIL);
        assertThat(result.raw().orElseThrow()).isCloseTo(1, within(1e-6)); // all of it is lost
        assertThat(result.message()).startsWith("Lost to bf16").contains("Lost to fp32 0 of the effect");
    }

    @Test
    void an_adapter_without_an_effect_has_nothing_to_lose() {
        for (String prompt : PROMPTS) {
            backend.answer(BASE, prompt, 0.5, 0.5)
                    .answer(FINE_TUNED, prompt, 0.5, 0.5)
                    .answer(BF16, prompt, 0.5, 0.5);
        }
        assertThat(run(spec()).verdict()).isEqualTo(Verdict.INCONCLUSIVE);
        assertThat(run(spec()).message()).contains("there is nothing to lose");
    }

    @Test
    void three_prompts_are_too_few_to_pass() {
        var few = MergeLossSpec.of("merging", PROMPTS.subList(0, 3)).withDtypes(MergedType.FP32);

        assertThat(run(few).verdict()).isEqualTo(Verdict.INCONCLUSIVE);
    }

    @Test
    void a_backend_that_holds_no_weights_is_skipped_and_asked_for_nothing() {
        backend.without(Capability.MERGED);

        assertThat(run(spec()).verdict()).isEqualTo(Verdict.SKIP);
        assertThat(backend.seen()).noneMatch(each -> each.view() instanceof View.Merged);
    }

    @Test
    void keys_survive_a_file_and_an_unknown_format_is_named() {
        var suite = parse("""
                version: 1
                suite:
                  - name: merging
                    kind: merge_loss
                    prompts: [first, second]
                    dtypes: [bf16, fp16]
                    divergence: kl
                    top_k: 64
                    assert_lost_share_lte: 0.2
                """);

        assertThat((MergeLossSpec) suite.entries().get(0).spec())
                .isEqualTo(MergeLossSpec.of("merging", List.of("first", "second"))
                        .withDtypes(MergedType.BF16, MergedType.FP16)
                        .withDivergence(Divergence.KL_FINE_TUNED_BASE)
                        .withTopK(64)
                        .withAssertLostShareLte(0.2));
        assertThat(parse(SuiteYaml.write(suite)).entries()).isEqualTo(suite.entries());
        assertThatThrownBy(() -> parse(SuiteYaml.write(suite).replace("fp16", "fp8")))
                .hasMessageContaining("fp8");
    }

    @Test
    void a_result_survives_a_file() {
        SuiteResult result = Runner.run(Suite.of("t", 7, List.of(spec())), Model.of(backend));

        assertThat(SuiteResultJson.parse(SuiteResultJson.write(result), "r.json"))
                .isEqualTo(result);
    }

    @Test
    void refuses_no_format_one_twice_and_a_share_of_one() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> spec().withDtypes())
                .withMessageContaining("one or several of fp32, fp16, bf16");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> spec().withDtypes(MergedType.BF16, MergedType.BF16))
                .withMessageContaining("each once");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> spec().withAssertLostShareLte(1))
                .withMessageContaining("assert_lost_share_lte");
    }

    private static MergeLossSpec spec() {
        return MergeLossSpec.of("merging", PROMPTS).withDtypes(MergedType.BF16);
    }

    private ProbeResult<?> run(MergeLossSpec spec) {
        return Runner.run(Suite.of("t", 7, List.of(spec)), Model.of(backend)).probe("merging");
    }

    private static MergeLossEvidence evidence(ProbeResult<?> result) {
        return (MergeLossEvidence) result.evidence().orElseThrow();
    }

    private static Suite parse(String yaml) {
        return SuiteYaml.parse(yaml, "suite.yaml", Path.of("."), SuiteYaml.UnbuiltKinds.REFUSE);
    }
}
