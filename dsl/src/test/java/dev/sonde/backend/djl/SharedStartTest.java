package dev.sonde.backend.djl;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.sonde.backend.Evaluation;
import dev.sonde.backend.NullRecipe;
import dev.sonde.backend.Operation;
import dev.sonde.backend.Outcome;
import dev.sonde.backend.View;
import dev.sonde.score.Completion;
import dev.sonde.score.FullDistribution;
import dev.sonde.score.RollingLogProbs;
import dev.sonde.score.Score;
import dev.sonde.score.TokenLogProb;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Texts with a common start go through the model as one tree, and views of one text as one row until an adapter parts
 * them; nobody must be able to tell from the numbers.
 */
class SharedStartTest {

    private static final String START =
            "The capital of France is a city with a river, a tower and 365 bridges; the people who live there say that";
    private static final double TOLERANCE = 2e-5; // of random models whose improbable tokens are at -20

    @ParameterizedTest
    @ValueSource(
            strings = {"llama", "llama3", "gemma2", "mistral", "phi3", "qwen2", "qwen3", "smollm3", "gpt2", "gpt_neox"})
    void endings_of_one_start_answer_as_if_each_were_alone(String family) {
        Path model = GoldenFolder.model(family);
        try (var backend = DjlBackend.open(model, Optional.of(anAdapter(model)), "cpu")) {
            List<Evaluation<?>> questions = new ArrayList<>();
            for (View view : List.of(View.BASE, View.FINE_TUNED)) {
                for (String ending :
                        List.of(" it rains", " the sun is out", " the sun was not", " no", " it rains cats")) {
                    questions.add(new Evaluation<>(view, new Operation.CompletionLogProb(START, ending)));
                }
                questions.add(new Evaluation<>(view, Operation.NextToken.full(START)));
                questions.add(new Evaluation<>(view, new Operation.RollingLogProb(START + " it")));
                questions.add(new Evaluation<>(view, Operation.NextToken.full("Wind and rain")));
            }

            List<Outcome> together = backend.evaluate(questions);

            for (int i = 0; i < questions.size(); i++) {
                double[] alone =
                        numbers(backend.evaluate(List.of(questions.get(i))).get(0));
                assertThat(numbers(together.get(i)))
                        .as("%s", questions.get(i))
                        .containsExactly(alone, within(TOLERANCE));
            }
        }
    }

    @ParameterizedTest
    @CsvSource({"qwen3, layer1_only", "llama, save_lm_head", "smollm3, save_norm", "llama3, qv", "gpt2, wte"})
    void views_of_one_text_answer_as_if_each_were_alone(String family, String adapter) {
        Path model = GoldenFolder.model(family);
        try (var backend = DjlBackend.open(model, Optional.of(model.resolve("adapters/" + adapter)), "cpu")) {
            List<Evaluation<?>> questions = new ArrayList<>();
            for (String text : List.of("Wind and rain", START)) {
                for (View view : List.of(
                        View.BASE,
                        View.FINE_TUNED,
                        new View.Scaled(0.5),
                        new View.NullAdapter(NullRecipe.MATCHED_NORM, 3),
                        new View.NullAdapter(NullRecipe.MATCHED_NORM, 4))) {
                    questions.add(new Evaluation<>(view, Operation.NextToken.full(text)));
                }
            }

            List<Outcome> together = backend.evaluate(questions);

            for (int i = 0; i < questions.size(); i++) {
                double[] alone =
                        numbers(backend.evaluate(List.of(questions.get(i))).get(0));
                assertThat(numbers(together.get(i)))
                        .as("%s", questions.get(i))
                        .containsExactly(alone, within(TOLERANCE));
            }
        }
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void both_implementations_see_ancestors_only(boolean packed) {
        Path model = GoldenFolder.model("llama3");
        try (var backend = DjlBackend.open(model, Optional.empty(), "cpu", packed)) {
            var some = new Evaluation<>(View.BASE, new Operation.RollingLogProb(START + " it rains"));
            var other = new Evaluation<>(View.BASE, new Operation.RollingLogProb(START + " no, never at all"));

            double[] alone = numbers(backend.evaluate(List.of(some)).get(0));

            assertThat(numbers(backend.evaluate(List.of(other, some)).get(1)))
                    .containsExactly(alone, within(TOLERANCE));
        }
    }

    private static Path anAdapter(Path model) {
        try (var adapters = Files.list(model.resolve("adapters"))) {
            return adapters.filter(path -> Files.exists(path.resolve("adapter_model.safetensors")))
                    .sorted()
                    .findFirst()
                    .orElseThrow();
        } catch (java.io.IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    private static double[] numbers(Outcome outcome) {
        assertThat(outcome).isInstanceOf(Outcome.Answer.class);
        Score score = ((Outcome.Answer) outcome).score();
        if (score instanceof FullDistribution full) {
            double[] values = new double[full.vocabularySize()];
            for (int id = 0; id < values.length; id++) {
                values[id] = full.logProb(id);
            }
            return values;
        }
        List<TokenLogProb> tokens =
                score instanceof Completion completion ? completion.tokens() : ((RollingLogProbs) score).tokens();
        return tokens.stream().mapToDouble(TokenLogProb::logProb).toArray();
    }
}
