package dev.sonde.stats;

import static dev.sonde.stats.GoldenTable.number;
import static dev.sonde.stats.GoldenTable.numbers;
import static dev.sonde.stats.GoldenTable.rows;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.offset;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Collections;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.apache.commons.statistics.distribution.ChiSquaredDistribution;
import org.apache.commons.statistics.distribution.NormalDistribution;
import org.apache.commons.statistics.distribution.TDistribution;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Our statistics against tables made by SciPy, statsmodels and 50-digit arithmetic. */
class GoldenStatsTest {

    static Stream<JsonNode> pairs() {
        return rows(GoldenTable.read("divergences").get("pairs")).stream();
    }

    @ParameterizedTest
    @MethodSource("pairs")
    void divergences_agree_with_50_digit_arithmetic(JsonNode pair) {
        double[] p = logProbs(pair, "p");
        double[] q = logProbs(pair, "q");

        double js = Divergences.jensenShannon(p.length, i -> p[i], i -> q[i]);
        double klPq = Divergences.kullbackLeibler(p.length, i -> p[i], i -> q[i]);
        double klQp = Divergences.kullbackLeibler(p.length, i -> q[i], i -> p[i]);

        assertThat(js).isCloseTo(number(pair.get("js")), near(pair.get("js")));
        assertKl(klPq, pair.get("kl_pq"));
        assertKl(klQp, pair.get("kl_qp"));
    }

    private static void assertKl(double actual, JsonNode expected) {
        if (expected.asText().equals("inf")) {
            assertThat(actual).isEqualTo(Double.POSITIVE_INFINITY);
        } else {
            assertThat(actual).isCloseTo(number(expected), near(expected)).isNotNegative();
        }
    }

    @Test
    void quantiles_and_tails_agree_with_scipy() {
        JsonNode table = GoldenTable.read("distributions");
        for (JsonNode row : table.at("/quantiles/t")) {
            double q = TDistribution.of(row.get("df").asDouble())
                    .inverseCumulativeProbability(row.get("p").asDouble());
            assertThat(q).as(row.toString()).isCloseTo(number(row.get("q")), relative(row.get("q"), 1e-8));
        }
        for (JsonNode row : table.at("/quantiles/normal")) {
            double q = NormalDistribution.of(0, 1)
                    .inverseCumulativeProbability(row.get("p").asDouble());
            assertThat(q).as(row.toString()).isCloseTo(number(row.get("q")), relative(row.get("q"), 1e-9));
        }
        for (JsonNode row : table.at("/quantiles/chi2")) {
            double q = ChiSquaredDistribution.of(row.get("df").asDouble())
                    .inverseCumulativeProbability(row.get("p").asDouble());
            assertThat(q).as(row.toString()).isCloseTo(number(row.get("q")), relative(row.get("q"), 1e-8));
        }
    }

    @Test
    void student_t_intervals_agree_with_scipy() {
        int checked = 0;
        for (JsonNode row : GoldenTable.read("two_samples").get("t")) {
            for (var entry : row.get("mean_a_t_interval").properties()) {
                var interval = MeanInterval.studentT(numbers(row.get("a")), Double.parseDouble(entry.getKey()));
                assertThat(interval.lower()).isCloseTo(entry.getValue().get(0).asDouble(), offset(1e-9));
                assertThat(interval.upper()).isCloseTo(entry.getValue().get(1).asDouble(), offset(1e-9));
                checked++;
            }
        }
        assertThat(checked).isEqualTo(12);
    }

    @Test
    void bootstrap_t_agrees_with_200000_resamples() {
        for (JsonNode row : GoldenTable.read("bootstrap").get("cases")) {
            var interval = BootstrapT.of(
                    numbers(row.get("data")), row.get("confidence").asDouble(), 20_000, 1);

            JsonNode target = row.at("/target/bootstrap_t");
            JsonNode sd = row.at("/sd_of_a_20000_resample_run/bootstrap_t");
            assertThat(interval.lower()).isCloseTo(number(target.get(0)), offset(4 * number(sd.get(0))));
            assertThat(interval.upper()).isCloseTo(number(target.get(1)), offset(4 * number(sd.get(1))));
        }
    }

    @Test
    void summaries_agree_with_numpy() {
        for (JsonNode row : GoldenTable.read("fits").get("descriptive")) {
            double[] x = numbers(row.get("x"));
            assertThat(Summary.of(x).mean()).isCloseTo(number(row.get("mean")), offset(1e-12));
            assertThat(Summary.of(x).median()).isCloseTo(number(row.get("median")), offset(1e-12));
            if (x.length > 1) {
                assertThat(Summary.of(x).sd()).isCloseTo(number(row.get("sd")), offset(1e-12));
            }
            double[] sorted = DoubleStream.of(x).sorted().toArray();
            row.get("quantiles_type7").properties().forEach(quantile -> assertThat(
                            Summary.quantile(sorted, Double.parseDouble(quantile.getKey())))
                    .isCloseTo(number(quantile.getValue()), offset(1e-12)));
        }
    }

    @Test
    void wilson_intervals_agree_with_statsmodels() {
        for (JsonNode row : GoldenTable.read("proportions").get("one_sample")) {
            var interval = Proportion.wilson(
                    row.get("k").asInt(),
                    row.get("n").asInt(),
                    row.get("confidence").asDouble());
            assertThat(interval.lower()).isCloseTo(number(row.at("/wilson/0")), offset(1e-10));
            assertThat(interval.upper()).isCloseTo(number(row.at("/wilson/1")), offset(1e-10));
        }
    }

    @Test
    void mcnemar_agrees_with_the_binomial_enumeration() {
        for (JsonNode row : GoldenTable.read("contingency").get("mcnemar")) {
            var test = McNemar.of(row.get("b").asInt(), row.get("c").asInt());
            assertThat(test.pValue()).isCloseTo(number(row.get("exact_two_sided")), offset(1e-12));
            assertThat(test.midP()).isCloseTo(number(row.get("mid_p")), offset(1e-12));
        }
    }

    @Test
    void sign_flips_agree_with_the_enumeration() {
        for (JsonNode row : GoldenTable.read("permutation").get("sign_flip_mean")) {
            var test = SignFlip.of(numbers(row.get("x")), 0);
            assertThat(test.exact()).isTrue();
            assertThat(test.mean()).isCloseTo(number(row.get("mean")), offset(1e-12));
            assertThat(test.twoSided()).isCloseTo(number(row.get("exact_two_sided")), offset(1e-12));
            assertThat(test.greater()).isCloseTo(number(row.get("exact_greater")), offset(1e-12));
        }
    }

    @Test
    void null_tests_count_the_observed_value_among_the_nulls() {
        for (JsonNode row : GoldenTable.read("permutation").get("plus_one")) {
            int above = row.get("r").asInt();
            var nulls = Stream.concat(
                            Collections.nCopies(above, 2.0).stream(),
                            Collections.nCopies(row.get("m").asInt() - above, 0.0).stream())
                    .toList();
            assertThat(NullTest.of(1, nulls).pValue()).isEqualTo(number(row.get("p")));
        }
    }

    @Test
    void adjusted_p_values_agree_with_statsmodels() {
        for (JsonNode row : GoldenTable.read("multiplicity").get("cases")) {
            double[] p = numbers(row.get("p"));
            assertThat(Multiplicity.holm(p)).containsExactly(numbers(row.get("holm")), offset(1e-12));
            assertThat(Multiplicity.benjaminiHochberg(p))
                    .containsExactly(numbers(row.get("benjamini_hochberg")), offset(1e-12));
        }
    }

    @Test
    void max_t_agrees_with_westfall_and_young() {
        JsonNode table = GoldenTable.read("permutation").get("max_t");
        double[] observed = numbers(table.get("observed"));
        double[][] nulls =
                rows(table.get("nulls")).stream().map(GoldenTable::numbers).toArray(double[][]::new);

        assertThat(MaxT.singleStep(observed, nulls))
                .containsExactly(numbers(table.get("p_single_step")), offset(1e-12));
        assertThat(MaxT.stepDown(observed, nulls)).containsExactly(numbers(table.get("p_step_down")), offset(1e-12));
    }

    @Test
    void isotonic_fits_pool_adjacent_violators() {
        for (JsonNode row : GoldenTable.read("fits").get("monotone")) {
            double[] y = numbers(row.get("y"));
            double[] weights = numbers(row.get("weights"));
            double[] fitted = Isotonic.fit(y, weights);
            double error = IntStream.range(0, y.length)
                    .mapToDouble(i -> weights[i] * (y[i] - fitted[i]) * (y[i] - fitted[i]))
                    .sum();
            assertThat(fitted).containsExactly(numbers(row.get("fit_increasing")), offset(1e-12));
            assertThat(error).isCloseTo(number(row.get("weighted_sse")), offset(1e-12));
        }
    }

    private static double[] logProbs(JsonNode pair, String name) {
        if (pair.has(name)) {
            return DoubleStream.of(numbers(pair.get(name))).map(Math::log).toArray();
        }
        double[] logits = numbers(pair.get("logits_" + name));
        double largest = DoubleStream.of(logits).max().orElseThrow();
        double sum = DoubleStream.of(logits).map(x -> Math.exp(x - largest)).sum();
        return DoubleStream.of(logits).map(x -> x - largest - Math.log(sum)).toArray();
    }

    /** 1e-10 of the value; doubles cannot carry more than 1e-15 through a logarithm. */
    private static Offset<Double> near(JsonNode expected) {
        return offset(Math.max(1e-15, 1e-10 * Math.abs(number(expected))));
    }

    private static Offset<Double> relative(JsonNode expected, double tolerance) {
        return offset(Math.max(1e-12, tolerance * Math.abs(number(expected))));
    }
}
