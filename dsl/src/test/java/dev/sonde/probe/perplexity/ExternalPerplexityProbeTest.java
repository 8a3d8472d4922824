package dev.sonde.probe.perplexity;

import static dev.sonde.backend.View.BASE;
import static dev.sonde.backend.View.FINE_TUNED;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import dev.sonde.backend.Capability;
import dev.sonde.backend.dummy.DummyBackend;
import dev.sonde.probe.Evidence;
import dev.sonde.probe.ProbeResult;
import dev.sonde.probe.PromptValue;
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

class ExternalPerplexityProbeTest {

    private final DummyBackend backend = DummyBackend.create();

    @Test
    void the_change_is_per_token_and_every_passage_counts_alike() {
        backend.rolling(BASE, "short", -2.0).rolling(FINE_TUNED, "short", -1.0);
        backend.rolling(BASE, "long", -1, -1, -1, -1).rolling(FINE_TUNED, "long", -1, -2, -1.5, -1.5);

        var result = run(ExternalPerplexitySpec.of("prose").withTexts(List.of("short", "long")));

        // By hand: (+1 and −2/4), mean 0.25; weighed by tokens it would be −0.2
        assertThat(result.raw().orElseThrow()).isCloseTo(0.25, within(1e-12));
        assertThat(evidence(result))
                .returns(-1.5, ExternalPerplexityEvidence::baseMeanLogProb)
                .returns(-1.25, ExternalPerplexityEvidence::tunedMeanLogProb)
                .returns(5, ExternalPerplexityEvidence::tokens)
                .returns(2, ExternalPerplexityEvidence::pieces);
        assertThat(evidence(result).perplexityRatio()).isCloseTo(0.778801, within(1e-6)); // exp(−1/4)
        assertThat(evidence(result).perPrompt()).extracting(PromptValue::value).containsExactly(1.0, -0.5);
    }

    @Test
    void an_adapter_that_changes_nothing_passes_with_exactly_zero() {
        var result = run(passages(0, 0, 0, 0, 0, 0, 0, 0));

        assertThat(result.raw()).hasValue(0.0);
        assertThat(result.verdict()).isEqualTo(Verdict.PASS);
        assertThat(result.score()).hasValue(0.85);
    }

    @Test
    void a_loss_of_half_a_nat_fails() {
        assertThat(run(passages(-0.5, -0.4, -0.6, -0.5, -0.45, -0.55, -0.5, -0.5))
                        .verdict())
                .isEqualTo(Verdict.FAIL);
    }

    @Test
    void few_passages_that_disagree_prove_no_harm_neither_way() {
        var result = run(passages(0.3, -0.3, 0.4, -0.4));

        assertThat(result.verdict()).isEqualTo(Verdict.INCONCLUSIVE);
        assertThat(result.message()).contains("passages would decide");
    }

    @Test
    void damaged_weights_are_an_error_that_names_the_passage() {
        backend.rolling(BASE, "a b", -1, -1).rolling(FINE_TUNED, "a b", -1, Double.NEGATIVE_INFINITY);

        var result = run(ExternalPerplexitySpec.of("prose").withTexts(List.of("a b")));

        assertThat(result.verdict()).isEqualTo(Verdict.ERROR);
        assertThat(result.message()).contains("'text 1'", "-Infinity", "'ft'");
    }

    @Test
    void a_model_without_an_adapter_is_skipped() {
        backend.without(Capability.FINE_TUNED);

        assertThat(run(ExternalPerplexitySpec.of("prose")).verdict()).isEqualTo(Verdict.SKIP);
    }

    @Test
    void the_packaged_prose_has_sixteen_genres_of_like_length() {
        assertThat(Corpus.passages()).hasSize(16).doesNotHaveDuplicates();
        assertThat(Corpus.passages()).allSatisfy(passage -> {
            assertThat(passage.title()).isNotBlank();
            assertThat(passage.text().length()).isBetween(450, 800);
        });
        assertThat(evidence(run(ExternalPerplexitySpec.of("prose"))).perPrompt())
                .extracting(PromptValue::prompt)
                .startsWith("news report", "recipe")
                .hasSize(16);
    }

    @Test
    void no_texts_of_ones_own_are_all_of_the_packaged_ones() {
        assertThat(ExternalPerplexitySpec.of("prose").withTexts(List.of()))
                .isEqualTo(ExternalPerplexitySpec.of("prose"));
    }

    @Test
    void the_keys_of_the_reference_are_understood_and_survive_a_file() {
        var suite = parse("""
                version: 1
                suite:
                  - name: prose
                    kind: external_perplexity
                    corpus: public_domain_en
                    chunk_chars: 512
                    max_chunks: 4
                    assert_mean_delta_gte: -0.2
                    assert_z_gte: 3.0
                """);

        assertThat((ExternalPerplexitySpec) suite.entries().get(0).spec())
                .returns(512, ExternalPerplexitySpec::chunkChars)
                .returns(4, ExternalPerplexitySpec::maxChunks)
                .returns(-0.2, ExternalPerplexitySpec::assertMeanDeltaGte)
                .satisfies(spec -> assertThat(spec.passages()).hasSize(4));
        assertThat(parse(SuiteYaml.write(suite)).entries()).isEqualTo(suite.entries());
    }

    @Test
    void a_result_survives_a_file() {
        SuiteResult result = Runner.run(Suite.of("t", 7, List.of(ExternalPerplexitySpec.of("prose"))), model());

        assertThat(SuiteResultJson.parse(SuiteResultJson.write(result), "r.json"))
                .isEqualTo(result);
    }

    @Test
    void refuses_a_margin_that_no_sample_can_show_and_an_unknown_corpus() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> ExternalPerplexitySpec.of("prose").withAssertMeanDeltaGte(0))
                .withMessageContaining("is a margin below 0");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new ExternalPerplexitySpec(
                        "prose", List.of(), "poems", 512, 4, -0.1, java.util.OptionalDouble.empty()))
                .withMessageContaining("there is no corpus 'poems'. Packaged is 'everyday_en'");
    }

    /** One passage a change, each of two tokens. */
    private ExternalPerplexitySpec passages(double... changes) {
        var texts = IntStream.range(0, changes.length).mapToObj(i -> "p" + i).toList();
        for (int i = 0; i < changes.length; i++) {
            backend.rolling(BASE, texts.get(i), -2, -2).rolling(FINE_TUNED, texts.get(i), -2, -2 + 2 * changes[i]);
        }
        return ExternalPerplexitySpec.of("prose").withTexts(texts);
    }

    private ProbeResult<?> run(ExternalPerplexitySpec spec) {
        return Runner.run(Suite.of("t", 7, List.of(spec)), model()).probe("prose");
    }

    private Model model() {
        return Model.of(backend);
    }

    private static ExternalPerplexityEvidence evidence(ProbeResult<?> result) {
        Evidence evidence = result.evidence().orElseThrow();
        return (ExternalPerplexityEvidence) evidence;
    }

    private static Suite parse(String yaml) {
        return SuiteYaml.parse(yaml, "suite.yaml", Path.of("."), SuiteYaml.UnbuiltKinds.REFUSE);
    }
}
