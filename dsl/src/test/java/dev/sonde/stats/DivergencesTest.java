package dev.sonde.stats;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.data.Percentage.withPercentage;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DivergencesTest {

    @ParameterizedTest
    @ValueSource(doubles = {0.05, 0.1, 0.2, 0.249, 0.251, 0.3, 1, 3})
    void jensen_shannon_is_its_definition_on_both_sides_of_where_its_two_forms_meet(double half) {
        double p = 0.3;
        double q = p * Math.exp(-2 * half);
        double[] logP = {Math.log(p), Math.log1p(-p)};
        double[] logQ = {Math.log(q), Math.log1p(-q)};

        double found = Divergences.jensenShannon(2, i -> logP[i], i -> logQ[i]);

        assertThat(found).isCloseTo(definition(p, q), withPercentage(1e-9));
    }

    /** (KL(p‖m) + KL(q‖m)) / 2 for two outcomes, m = (p + q) / 2. */
    private static double definition(double p, double q) {
        double m = (p + q) / 2;
        return (kl(p, m) + kl(q, m)) / 2;
    }

    private static double kl(double p, double m) {
        return p * Math.log(p / m) + (1 - p) * Math.log((1 - p) / (1 - m));
    }
}
