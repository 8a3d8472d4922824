package dev.sonde.backend.djl;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.sonde.backend.BackendException;
import dev.sonde.backend.Evaluation;
import dev.sonde.backend.Operation;
import dev.sonde.backend.Outcome;
import dev.sonde.backend.View;
import dev.sonde.score.FullDistribution;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.opentest4j.TestAbortedException;

/**
 * Kinds of adapters beyond the golden folder's, on its models, against transformers + peft in float64; made by
 * {@code src/test/golden-extra/make_adapters.py}.
 */
class GoldenExtraTest {

    private static final Path FOLDER = Path.of("src/test/resources/golden-extra");
    private static final double LOG_PROB = 2e-4;

    @TestFactory
    Stream<DynamicTest> every_adapter() throws IOException {
        JsonNode list =
                new ObjectMapper().readTree(FOLDER.resolve("expected.json").toFile());
        return StreamSupport.stream(list.spliterator(), false)
                .map(one -> dynamicTest(one.path("adapter").asText(), () -> {
                    check(one, true);
                    check(one, false);
                }));
    }

    private static void check(JsonNode one, boolean packed) {
        String name = one.path("adapter").asText();
        try (DjlBackend backend = open(one, packed)) {
            double worst = 0;
            for (int i = 0; i < one.path("prompts").size(); i++) {
                float[] found = next(
                        backend, View.FINE_TUNED, one.path("prompts").get(i).asText());
                JsonNode row = one.path("next_token_logprobs").get(i);
                assertThat(found).hasSize(row.size());
                for (int id = 0; id < found.length; id++) {
                    worst = Math.max(worst, Math.abs(found[id] - row.get(id).asDouble()));
                }
            }
            FamilyErrors.record(
                    GoldenFolder.model(one.path("case").asText()), Optional.of(FOLDER.resolve(name)), worst);
            System.out.printf("golden extra %s%s: log-prob %.1e%n", name, packed ? "" : ", composed", worst);
            assertThat(worst).as(name).isLessThan(LOG_PROB);
            assertThat(backend.adapterReport().inert()).isFalse();
            checkEndsOfTheStrengths(backend, one.path("prompts").get(0).asText());
        }
    }

    private static void checkEndsOfTheStrengths(DjlBackend backend, String prompt) {
        float[] tuned = next(backend, View.FINE_TUNED, prompt);
        float[] base = next(backend, View.BASE, prompt);

        assertThat(next(backend, new View.Scaled(0), prompt)).isEqualTo(base);
        assertThat(next(backend, new View.Scaled(1), prompt)).isEqualTo(tuned);
        // a small strength moves little: the way from one end to the other has no jump at its start
        assertThat(largestDifference(next(backend, new View.Scaled(1e-4), prompt), base))
                .isLessThan(largestDifference(tuned, base) / 20);
    }

    private static float largestDifference(float[] left, float[] right) {
        float largest = 0;
        for (int i = 0; i < left.length; i++) {
            largest = Math.max(largest, Math.abs(left[i] - right[i]));
        }
        return largest;
    }

    private static float[] next(DjlBackend backend, View view, String prompt) {
        var asked = new Evaluation<>(view, Operation.NextToken.full(prompt));
        Outcome outcome = backend.evaluate(List.of(asked)).get(0);
        assertThat(outcome).isInstanceOf(Outcome.Answer.class);
        return ((FullDistribution) ((Outcome.Answer) outcome).score()).logProbs();
    }

    private static DjlBackend open(JsonNode one, boolean packed) {
        Path base = GoldenFolder.model(one.path("case").asText());
        try {
            return DjlBackend.open(
                    base, Optional.of(FOLDER.resolve(one.path("adapter").asText())), "cpu", packed);
        } catch (BackendException e) {
            if (e.code().equals("unknown-family")) {
                System.out.println("skipped " + one.path("adapter").asText() + ": " + e.getMessage());
                throw new TestAbortedException(e.getMessage(), e);
            }
            throw e;
        }
    }
}
