package dev.sonde.backend.djl;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
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
 * Families with layer norms, in variants that the golden folder lacks, against the numbers of the reference
 * implementation in float64. Made by {@code src/test/golden-extra/layernorm_families.py}.
 */
class LayerNormFamiliesTest {

    private static final Path ROOT = Path.of("src/test/resources/layernorm-families");
    private static final double LOG_PROB = 2e-4;

    @TestFactory
    Stream<DynamicContainer> every_case() throws IOException {
        try (Stream<Path> folders = Files.list(ROOT)) {
            return folders.sorted().toList().stream()
                    .map(folder -> dynamicContainer(folder.getFileName().toString(), tests(folder)));
        }
    }

    private static Stream<DynamicTest> tests(Path folder) {
        return Stream.of(true, false).map(packed -> {
            String name = folder.getFileName() + (packed ? "" : ", composed");
            return dynamicTest(name, () -> {
                try (DjlBackend backend =
                        DjlBackend.open(folder, Optional.of(folder.resolve("adapter")), "cpu", packed)) {
                    Case own = new Case(backend, expected(folder));
                    own.check(name);
                    FamilyErrors.record(folder, Optional.of(folder.resolve("adapter")), own.worst);
                }
            });
        });
    }

    private static JsonNode expected(Path folder) {
        try {
            return new ObjectMapper().readTree(folder.resolve("expected.json").toFile());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** One model under one kind of kernels. */
    private static final class Case {

        private final DjlBackend backend;
        private final JsonNode expected;
        private final List<String> prompts = new ArrayList<>();
        private double worst;

        Case(DjlBackend backend, JsonNode expected) {
            this.backend = backend;
            this.expected = expected;
            expected.path("prompts").forEach(ids -> prompts.add(text(ids)));
        }

        void check(String name) {
            check(View.BASE, expected.path("base"));
            check(View.FINE_TUNED, expected.path("ft"));
            System.out.printf("layer norms %s: log-prob %.1e%n", name, worst);
        }

        private void check(View view, JsonNode numbers) {
            List<FullDistribution> together = next(view, prompts);
            for (int i = 0; i < prompts.size(); i++) {
                float[] alone = next(view, List.of(prompts.get(i))).get(0).logProbs();
                assertThat(together.get(i).logProbs()).containsExactly(alone, within(2e-5f));
                compare(
                        doubles(together.get(i).logProbs()),
                        numbers.path("next").get(i));
                rolling(view, prompts.get(i), numbers.path("rolling").get(i));
            }
            greedy(view, numbers.path("greedy"));
        }

        private List<FullDistribution> next(View view, List<String> texts) {
            List<Outcome> outcomes = backend.evaluate(texts.stream()
                    .map(text -> new Evaluation<>(view, Operation.NextToken.full(text)))
                    .toList());
            return outcomes.stream()
                    .map(outcome -> (FullDistribution) ((Outcome.Answer) outcome).score())
                    .toList();
        }

        private void rolling(View view, String prompt, JsonNode row) {
            if (row.isEmpty()) {
                return;
            }
            Outcome outcome = backend.evaluate(List.of(new Evaluation<>(view, new Operation.RollingLogProb(prompt))))
                    .get(0);
            var scores = (RollingLogProbs) ((Outcome.Answer) outcome).score();
            compare(scores.tokens().stream().mapToDouble(t -> t.logProb()).toArray(), row);
        }

        /** Cached decoding of all prompts in one batch writes what the reference finds without a cache. */
        private void greedy(View view, JsonNode rows) {
            int most = 10;
            List<Outcome> outcomes = backend.evaluate(prompts.stream()
                    .map(text ->
                            new Evaluation<>(view, new Operation.Generate(text, GenerationParameters.greedy(most))))
                    .toList());
            for (int i = 0; i < rows.size(); i++) {
                var written = (Generation) ((Outcome.Answer) outcomes.get(i)).score();
                assertThat(rows.get(i).path("min_margin").asDouble()).isGreaterThan(LOG_PROB);
                assertThat(written.tokenIds())
                        .containsExactlyElementsOf(ints(rows.get(i).path("new_ids")));
            }
        }

        private void compare(double[] found, JsonNode row) {
            assertThat(found).hasSize(row.size());
            for (int i = 0; i < found.length; i++) {
                double error = Math.abs(found[i] - row.get(i).asDouble());
                assertThat(error).as("%s, expected %s", found[i], row.get(i)).isLessThan(LOG_PROB);
                worst = Math.max(worst, error);
            }
        }
    }

    private static String text(JsonNode ids) {
        return ints(ids).stream().map(id -> "t" + id).collect(Collectors.joining(" "));
    }

    private static List<Integer> ints(JsonNode list) {
        List<Integer> values = new ArrayList<>();
        list.forEach(node -> values.add(node.asInt()));
        return values;
    }

    private static double[] doubles(float[] values) {
        double[] wide = new double[values.length];
        Arrays.setAll(wide, i -> values[i]);
        return wide;
    }
}
