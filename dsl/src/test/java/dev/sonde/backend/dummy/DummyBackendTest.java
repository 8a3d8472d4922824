package dev.sonde.backend.dummy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import dev.sonde.backend.BackendContract;
import dev.sonde.backend.BackendErrors;
import dev.sonde.backend.BackendProvider;
import dev.sonde.backend.Capability;
import dev.sonde.backend.Evaluation;
import dev.sonde.backend.GenerationParameters;
import dev.sonde.backend.ModelSource;
import dev.sonde.backend.Operation;
import dev.sonde.backend.Operation.NextToken;
import dev.sonde.backend.Outcome;
import dev.sonde.backend.ScoringBackend;
import dev.sonde.backend.View;
import dev.sonde.score.Completion;
import dev.sonde.score.FullDistribution;
import dev.sonde.score.Generation;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class DummyBackendTest extends BackendContract {
    private final DummyBackend backend = DummyBackend.create();

    @Override
    protected ScoringBackend backend() {
        return backend;
    }

    @Test
    void answers_what_it_was_told() {
        backend.answer(View.BASE, "Hi", 0.25, 0.75)
                .completion(View.FINE_TUNED, "Hi", " you", -0.5, -1.5)
                .generation(View.BASE, "Hi", " there");

        assertThat(Math.exp(distribution(View.BASE, "Hi").logProb(1))).isCloseTo(0.75, within(1e-7));
        assertThat(distribution(View.BASE, "Hi").logProb(2)).isEqualTo(Double.NEGATIVE_INFINITY);
        var completion = (Completion) answer(View.FINE_TUNED, new Operation.CompletionLogProb("Hi", " you"));
        assertThat(completion.logProb()).isEqualTo(-2.0);
        var written = (Generation) answer(View.BASE, new Operation.Generate("Hi", GenerationParameters.greedy(3)));
        assertThat(written.text()).isEqualTo(" there");
    }

    @Test
    void mixes_what_it_was_told_for_a_view_between_base_and_fine_tuned() {
        backend.answer(View.BASE, "Hi", 0.2, 0.8).answer(View.FINE_TUNED, "Hi", 0.8, 0.2);

        // the geometric mean of (0.2, 0.8) and (0.8, 0.2) is (0.4, 0.4), normalised (0.5, 0.5)
        assertThat(Math.exp(distribution(new View.Scaled(0.5), "Hi").logProb(0)))
                .isCloseTo(0.5, within(1e-6));
    }

    @Test
    void moves_as_far_as_the_shares_of_the_modules_it_was_told_of() {
        backend.answer(View.BASE, "Hi", 0.2, 0.8).answer(View.FINE_TUNED, "Hi", 0.8, 0.2);
        var shares = new LinkedHashMap<String, Double>();
        shares.put("layers.0.q", 0.5);
        shares.put("layers.1.q", 0.3);
        shares.put("layers.2.q", 0.2);
        backend.modules(shares);

        // 0.3 + 0.2 of the way, as in the geometric mean above
        assertThat(Math.exp(
                        distribution(View.without(List.of("layers.0.q")), "Hi").logProb(0)))
                .isCloseTo(0.5, within(1e-6));
        assertThat(distribution(View.only(shares.keySet()), "Hi")).isEqualTo(distribution(View.FINE_TUNED, "Hi"));
        assertThat(distribution(View.only(List.of()), "Hi")).isEqualTo(distribution(View.BASE, "Hi"));
        assertThat(backend.adaptedModules()).containsExactly("layers.0.q", "layers.1.q", "layers.2.q");
        assertThat(backend.evaluate(List.of(new Evaluation<>(View.only(List.of("x")), NextToken.full("Hi")))))
                .singleElement()
                .extracting(outcome -> ((Outcome.Failure) outcome).error().getMessage())
                .isEqualTo("The adapter changes no module 'x'; it changes [layers.0.q, layers.1.q, layers.2.q]. "
                        + "Take the names from the adapter report.");
    }

    @Test
    void refuses_shares_that_do_not_add_up() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> backend.modules(Map.of("layers.0.q", 0.5)))
                .withMessage("Shares of 1 modules add up to 0.5, not 1");
    }

    @Test
    void fails_only_where_it_was_told_to() {
        backend.failing(evaluation -> evaluation.operation().text().equals("bad"), BackendErrors.nonFinite("x", "NaN"));

        List<Outcome> outcomes = backend.evaluate(List.of(ask("good"), ask("bad"), ask("good")));

        assertThat(outcomes).map(outcome -> outcome instanceof Outcome.Answer).containsExactly(true, false, true);
        assertThat(backend.seen()).hasSize(3);
    }

    @Test
    void refuses_a_view_whose_capability_it_lacks() {
        backend.without(Capability.FINE_TUNED);

        Outcome outcome = backend.evaluate(List.of(new Evaluation<>(View.FINE_TUNED, NextToken.full("Hi"))))
                .get(0);

        assertThat(((Outcome.Failure) outcome).error())
                .hasMessage("next_token_dist on view 'ft' needs the capability FINE_TUNED; this backend offers "
                        + "[SCALED, NULL_ADAPTER, PARTIAL, MERGED, REPEATED, GENERATE, FULL_DISTRIBUTION, EMBED]. Disable the probe, or choose"
                        + " a backend that holds the adapter's weights.");
    }

    @Test
    void is_another_model_once_it_is_told_something_else() {
        String before = backend.card().id();

        backend.answer(View.BASE, "Hi", 1.0);

        assertThat(backend.card().id()).isNotEqualTo(before);
        assertThat(DummyBackend.create().card().id()).isEqualTo(before);
    }

    @Test
    void refuses_probabilities_that_do_not_add_up() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> backend.answer(View.BASE, "Hi", 0.5, 0.25))
                .withMessageStartingWith("Probabilities of 32 tokens add up to 0.7");
    }

    @Test
    void opens_as_a_kind_of_model_with_an_adapter_only_if_one_is_named() {
        var source = new ModelSource("dummy", "toy", Optional.empty(), "auto", "auto", Path.of(""));

        try (ScoringBackend opened = BackendProvider.load(source)) {
            assertThat(opened.capabilities()).doesNotContain(Capability.FINE_TUNED, Capability.NULL_ADAPTER);
        }
    }

    private FullDistribution distribution(View view, String prompt) {
        return (FullDistribution) answer(view, NextToken.full(prompt));
    }

    private Object answer(View view, Operation<?> operation) {
        return ((Outcome.Answer) backend.evaluate(List.of(new Evaluation<>(view, operation)))
                        .get(0))
                .score();
    }

    private static Evaluation<?> ask(String prompt) {
        return new Evaluation<>(View.BASE, NextToken.full(prompt));
    }
}
