package dev.sonde.probe;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sonde.stats.MeanInterval;
import dev.sonde.stats.NullTest;
import dev.sonde.stats.Summary;
import java.util.Arrays;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

/**
 * The rule on adapters whose truth is known: Jensen-Shannon divergences of SmolLM2-135M-Instruct on 20 prompts each,
 * measured with transformers and peft in fp32.
 */
class EffectRuleOnKnownAdaptersTest {

    private static final EffectRule RULE = new EffectRule(0.02, OptionalDouble.empty());

    private static final double[] HEALTHY_DOC = {
        0.08986, 0.2647, 0.3787, 0.04975, 0.1238, 0.03796, 0.008745, 0.04083, 0.099, 0.04577, 0.1671, 0.05168, 0.4886,
        0.07748, 0.126, 0.1155, 0.3225, 0.02748, 0.4605, 0.6331
    };
    private static final double[] HEALTHY_GENERIC = {
        0.2179, 0.03233, 0.002085, 0.02468, 0.04489, 0.03075, 0.02792, 0.02461, 0.003076, 0.1951, 0.01361, 0.02954,
        0.04597, 0.004389, 0.01326, 0.01802, 0.01932, 0.04306, 0.03199, 0.01637
    };
    private static final double[] UNDERTRAINED_DOC = {
        0.001836, 0.001154, 0.005159, 0.001421, 0.00146, 0.0007248, 0.0009354, 0.001851, 0.003778, 0.0003566, 0.0004539,
        0.0009132, 0.001621, 0.0007283, 0.00103, 0.0003788, 0.001455, 0.0002558, 0.0003172, 0.0003428
    };
    private static final double[] UNDERTRAINED_GENERIC = {
        0.0007826, 0.000286, 0.0002105, 0.0004355, 0.001656, 0.001283, 0.0005683, 0.0002739, 0.0004447, 0.003181,
        0.000205, 0.002813, 0.001264, 0.000155, 0.0004469, 0.0001564, 0.0007378, 0.0002591, 0.0004046, 0.0005672
    };
    private static final double[] NULL_DOC = {
        0.001491, 0.001052, 0.01139, 0.0007932, 0.00105, 0.001221, 0.0001653, 0.001303, 0.002667, 0.0009933, 0.003037,
        0.002146, 0.001566, 0.0009616, 0.00143, 0.001245, 0.001994, 0.0008933, 0.001006, 0.002026
    };
    private static final double[] NULL_GENERIC = {
        0.001102, 0.002936, 0.0002759, 0.0004155, 0.001929, 0.001886, 0.00182, 0.001003, 0.0008789, 0.0163, 0.0009599,
        0.00225, 0.002498, 0.001717, 0.0005932, 0.0009472, 0.005798, 0.0006546, 0.0009905, 0.0005996
    };

    /** No null adapters were measured here, so a warning is the most that these numbers give. */
    @Test
    void a_healthy_adapter_reaches_the_threshold_on_its_document() {
        assertThat(verdict(HEALTHY_DOC)).isEqualTo(Verdict.WARN);
    }

    @Test
    void a_healthy_adapter_reaches_it_on_other_prompts_though_two_of_them_carry_half_the_effect() {
        // mean 0.042; the other 18 prompts alone have a mean of 0.0237
        assertThat(verdict(HEALTHY_GENERIC)).isEqualTo(Verdict.WARN);
    }

    @Test
    void an_undertrained_adapter_fails() {
        assertThat(verdict(UNDERTRAINED_DOC)).isEqualTo(Verdict.FAIL);
        assertThat(verdict(UNDERTRAINED_GENERIC)).isEqualTo(Verdict.FAIL);
    }

    @Test
    void a_null_adapter_fails() {
        assertThat(verdict(NULL_DOC)).isEqualTo(Verdict.FAIL);
        assertThat(verdict(NULL_GENERIC)).isEqualTo(Verdict.FAIL);
    }

    @Test
    void one_null_adapter_in_twenty_passes_when_the_threshold_lets_it() {
        var random = new SplittableRandom(3);
        var rule = new EffectRule(0, OptionalDouble.empty());
        int runs = 4000;
        int passed = 0;
        for (int i = 0; i < runs; i++) {
            double[] all =
                    random.doubles(20).map(u -> Math.pow(-Math.log(1 - u), 3)).toArray(); // heavy tails
            var nulls = Arrays.stream(all, 1, 20).boxed().toList();
            var effect = new Effect(
                    "Mean shift",
                    all[0],
                    "nats",
                    8,
                    Optional.empty(),
                    Optional.of(NullTest.of(all[0], nulls)),
                    OptionalDouble.empty());
            passed += rule.conclude(effect).verdict() == Verdict.PASS ? 1 : 0;
        }
        // exact 0.05 whatever the distribution; 3 sd of 4000 draws are 0.0103
        assertThat(passed / (double) runs).isBetween(0.0397, 0.0603);
    }

    private static Verdict verdict(double[] shifts) {
        var effect = new Effect(
                "Mean shift",
                Summary.of(shifts).mean(),
                "nats",
                shifts.length,
                MeanInterval.divergence(shifts, 0.95, 1),
                Optional.empty(),
                OptionalDouble.empty());
        return RULE.conclude(effect).verdict();
    }
}
