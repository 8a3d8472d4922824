package dev.sonde.backend.djl;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.DynamicContainer.dynamicContainer;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.sonde.backend.Evaluation;
import dev.sonde.backend.GenerationParameters;
import dev.sonde.backend.Operation;
import dev.sonde.backend.Outcome;
import dev.sonde.backend.View;
import dev.sonde.score.FullDistribution;
import dev.sonde.score.Generation;
import dev.sonde.score.RollingLogProbs;
import dev.sonde.score.TokenLogProb;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicContainer;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/**
 * Families and variants beside the golden folder, against the reference in float64: what
 * {@code src/test/golden-extra/families.py} wrote.
 */
class FamilyVariantsTest {

    private static final Path ROOT = Path.of("src/test/resources/family-variants");
    private static final double LOG_PROB = 2e-4;
    private static final double BATCH = 5e-5;

    @TestFactory
    Stream<DynamicContainer> every_variant() throws IOException {
        try (Stream<Path> folders = Files.list(ROOT)) {
            return folders.sorted().toList().stream()
                    .map(folder -> dynamicContainer(folder.getFileName().toString(), tests(folder)));
        }
    }

    private static Stream<DynamicTest> tests(Path folder) {
        return Stream.of(
                dynamicTest("agrees on the op pack", () -> check(folder, true)),
                dynamicTest("agrees on the composed twin", () -> check(folder, false)));
    }

    private static void check(Path folder, boolean packed) {
        JsonNode expected = read(folder.resolve("expected.json"));
        try (DjlBackend backend = DjlBackend.open(folder, Optional.of(folder.resolve("adapter")), "cpu", packed)) {
            Comparison comparison = new Comparison(backend, expected);
            comparison.view(View.BASE, expected.path("base"));
            FamilyErrors.record(folder, Optional.empty(), comparison.worst);
            comparison.view(View.FINE_TUNED, expected.path("ft"));
            FamilyErrors.record(folder, Optional.of(folder.resolve("adapter")), comparison.worst);
            System.out.printf(
                    "variant %s%s: log-prob %.1e, batch against single %.1e, sensitivity %s%n",
                    folder.getFileName(),
                    packed ? "" : ", composed",
                    comparison.worst,
                    comparison.worstBatch,
                    expected.path("sensitivity"));
            assertThat(expected.path("sensitivity").asDouble())
                    .as("what this case is about must matter to it")
                    .isGreaterThan(20 * LOG_PROB);
        }
    }

    /** One backend against one file of numbers. */
    private static final class Comparison {

        private final DjlBackend backend;
        private final List<String> prompts = new ArrayList<>();
        private double worst;
        private double worstBatch;

        Comparison(DjlBackend backend, JsonNode expected) {
            this.backend = backend;
            expected.path("prompts").forEach(ids -> prompts.add(text(ids)));
        }

        void view(View view, JsonNode numbers) {
            var nextTokens = prompts.stream()
                    .map(prompt -> new Evaluation<>(view, Operation.NextToken.full(prompt)))
                    .toList();
            var rolling = prompts.stream()
                    .map(prompt -> new Evaluation<>(view, new Operation.RollingLogProb(prompt)))
                    .toList();
            compare(nextTokens, numbers.path("next_token"));
            compare(rolling, numbers.path("rolling"));
            greedy(view, numbers.path("greedy"));
        }

        /** In one batch, and one by one. */
        private void compare(List<? extends Evaluation<?>> asked, JsonNode wanted) {
            List<Outcome> batch = backend.evaluate(asked);
            for (int i = 0; i < asked.size(); i++) {
                double[] together = values(batch.get(i));
                double[] alone = values(backend.evaluate(List.of(asked.get(i))).get(0));
                assertThat(alone).hasSize(wanted.get(i).size());
                for (int k = 0; k < alone.length; k++) {
                    double error = Math.abs(alone[k] - wanted.get(i).get(k).asDouble());
                    assertThat(error).as("%s, number %d", asked.get(i), k).isLessThan(LOG_PROB);
                    assertThat(together[k]).isCloseTo(alone[k], org.assertj.core.api.Assertions.within(BATCH));
                    worst = Math.max(worst, error);
                    worstBatch = Math.max(worstBatch, Math.abs(together[k] - alone[k]));
                }
            }
        }

        /** Written together, with cached keys and values; the reference computes each token from the start. */
        private void greedy(View view, JsonNode wanted) {
            int first = 1;
            List<Evaluation<Generation>> asked = new ArrayList<>();
            for (int i = 0; i < wanted.size(); i++) {
                var operation = new Operation.Generate(prompts.get(first + i), GenerationParameters.greedy(10));
                asked.add(new Evaluation<>(view, operation));
            }
            List<Outcome> written = backend.evaluate(asked);
            for (int i = 0; i < wanted.size(); i++) {
                if (wanted.get(i).path("min_margin").asDouble() > LOG_PROB) {
                    var generation = (Generation) ((Outcome.Answer) written.get(i)).score();
                    Integer[] ids = Arrays.stream(GoldenCheck.ints(wanted.get(i).path("new_ids")))
                            .boxed()
                            .toArray(Integer[]::new);
                    assertThat(generation.tokenIds()).containsExactly(ids);
                }
            }
        }

        private static double[] values(Outcome outcome) {
            assertThat(outcome).isInstanceOf(Outcome.Answer.class);
            var score = ((Outcome.Answer) outcome).score();
            if (score instanceof FullDistribution full) {
                float[] logProbs = full.logProbs();
                double[] values = new double[logProbs.length];
                Arrays.setAll(values, i -> logProbs[i]);
                return values;
            }
            return ((RollingLogProbs) score)
                    .tokens().stream().mapToDouble(TokenLogProb::logProb).toArray();
        }

        private static String text(JsonNode ids) {
            return Arrays.stream(GoldenCheck.ints(ids)).mapToObj(id -> "w" + id).collect(Collectors.joining(" "));
        }
    }

    private static JsonNode read(Path file) {
        try {
            return new ObjectMapper().readTree(file.toFile());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
