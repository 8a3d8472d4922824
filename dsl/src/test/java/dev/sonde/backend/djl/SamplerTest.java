package dev.sonde.backend.djl;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sonde.backend.GenerationParameters;
import java.util.Comparator;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SamplerTest {

    private static final int TOKENS = 500;
    private static final int USABLE = 490;

    @ParameterizedTest
    @CsvSource({"1, 1, 0", "0.3, 1, 0", "4, 1, 0", "1, 0.9, 0", "4, 0.999999, 0", "1, 1, 7", "2, 0.5, 40"})
    void draws_what_a_walk_over_all_tokens_from_the_best_on_meets(double temperature, double topP, int topK) {
        for (long seed = 0; seed < 300; seed++) {
            float[] logits = logits(seed);
            var parameters = new GenerationParameters(1, temperature, topP, topK, seed);

            assertThat(new Sampler(parameters, USABLE).next(logits))
                    .isEqualTo(walked(logits, parameters, new SplittableRandom(seed)));
        }
    }

    @Test
    void the_best_of_all_columns_is_taken_at_temperature_zero() {
        assertThat(new Sampler(GenerationParameters.greedy(1), 2).next(new float[] {1, 2, 9}))
                .isEqualTo(2);
    }

    /** From a few likely tokens to many that are alike; some are equal, and those that are not to be used are likely. */
    private static float[] logits(long seed) {
        var random = new SplittableRandom(1000 + seed);
        var logits = new float[TOKENS];
        for (int id = 0; id < TOKENS; id++) {
            logits[id] = Math.round(random.nextDouble(-20, 20) * seed / 100) / 2f + (id < USABLE ? 0 : 5);
        }
        return logits;
    }

    private static int walked(float[] logits, GenerationParameters parameters, SplittableRandom random) {
        List<Integer> ids = IntStream.range(0, USABLE)
                .boxed()
                .sorted(Comparator.<Integer>comparingDouble(id -> -logits[id]).thenComparing(id -> id))
                .limit(parameters.topK() == 0 ? USABLE : parameters.topK())
                .toList();
        double[] weights = ids.stream()
                .mapToDouble(id -> Math.exp((logits[id] - logits[ids.get(0)]) / parameters.temperature()))
                .toArray();
        double total = 0;
        for (double weight : weights) {
            total += weight;
        }
        double kept = 0;
        for (int i = 0; i < weights.length && kept < parameters.topP() * total; i++) {
            kept += weights[i];
        }
        double left = (random.nextLong() >>> 11) * 0x1p-53 * kept;
        for (int i = 0; i < weights.length; i++) {
            left -= weights[i];
            if (left < 0) {
                return ids.get(i);
            }
        }
        return ids.get(ids.size() - 1);
    }
}
