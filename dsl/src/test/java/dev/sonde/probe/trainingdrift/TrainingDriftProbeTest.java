package dev.sonde.probe.trainingdrift;

import static java.util.stream.Collectors.joining;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import dev.sonde.probe.ProbeResult;
import dev.sonde.probe.Verdict;
import dev.sonde.suite.RunOptions;
import dev.sonde.suite.Runner;
import dev.sonde.suite.Suite;
import dev.sonde.suite.SuiteResult;
import dev.sonde.suite.SuiteResultJson;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import java.util.function.DoubleUnaryOperator;
import java.util.function.IntToDoubleFunction;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TrainingDriftProbeTest {

    private static final IntToDoubleFunction DECAY = i -> 5 * Math.exp(-i / 20.0) + 0.1;

    @TempDir
    Path store;

    @Test
    void a_loss_that_falls_and_levels_off_passes() throws IOException {
        log("train-1.jsonl", steps(0, 60, DECAY));

        var result = run();

        assertThat(result.verdict()).isEqualTo(Verdict.PASS);
        assertThat(evidence(result).spikes()).isEmpty();
        assertThat(evidence(result).smoothness()).isGreaterThan(0.95);
        // means of the first and the last ten: 0.1 + 5/10 (1 - q^10)/(1 - q), with q = exp(-1/20)
        double q = Math.exp(-0.05);
        double ten = 0.5 * (1 - Math.pow(q, 10)) / (1 - q);
        assertThat(evidence(result).initialLoss()).isCloseTo(0.1 + ten, within(1e-9));
        assertThat(evidence(result).finalLoss()).isCloseTo(0.1 + ten * Math.pow(q, 50), within(1e-9));
    }

    @Test
    void a_loss_of_five_times_its_neighbours_is_a_spike() throws IOException {
        log("train-1.jsonl", steps(0, 60, i -> DECAY.applyAsDouble(i) * (i == 25 ? 5 : 1)));

        var result = run();

        assertThat(result.verdict()).isEqualTo(Verdict.WARN);
        assertThat(evidence(result).spikes()).containsExactly(25L);
        assertThat(result.message()).contains("the loss stands out at 1 steps, the first of them 25");
    }

    @ParameterizedTest(name = "{0} noise, {1} steps")
    @CsvSource({
        "normal,50", "normal,200", "normal,1000", "shrinking,50", "shrinking,200", "shrinking,1000",
        "skewed,50", "skewed,200", "skewed,1000", "long_tailed,50", "long_tailed,200", "long_tailed,1000"
    })
    void healthy_noise_is_no_spike(String noise, int steps) {
        int curves = steps > 500 ? 40 : 100;
        var random = new Random(7);

        long flagged = IntStream.range(0, curves)
                .filter(i -> new Curve(noisy(noise, steps, random), 10).spikes(3).length > 0)
                .count();

        // the reference flags all curves of 200 and more steps with normal noise
        assertThat(flagged).isLessThanOrEqualTo(curves * 5 / 100);
    }

    private static double[] noisy(String kind, int steps, Random random) {
        DoubleUnaryOperator noise =
                switch (kind) {
                    case "normal" -> base -> base + 0.25 * random.nextGaussian();
                    case "shrinking" -> base -> base * (1 + 0.12 * random.nextGaussian());
                    case "skewed" -> base -> base * Math.exp(0.2 * random.nextGaussian());
                    default -> base -> base + 0.2 * random.nextGaussian() / Math.sqrt(chiSquared(random, 5) / 5);
                };
        return IntStream.range(0, steps)
                .mapToDouble(i -> noise.applyAsDouble(2.5 * Math.exp(-i / 20.0) + 1))
                .toArray();
    }

    private static double chiSquared(Random random, int freedom) {
        return random.doubles(freedom, 0, 1)
                .map(u -> 0)
                .map(zero -> Math.pow(random.nextGaussian(), 2))
                .sum();
    }

    @Test
    void a_training_that_ends_on_nan_fails() throws IOException {
        log("train-1.jsonl", steps(0, 60, i -> i < 55 ? DECAY.applyAsDouble(i) : Double.NaN));

        var result = run();

        assertThat(result.verdict()).isEqualTo(Verdict.FAIL);
        assertThat(evidence(result).notFinite()).isEqualTo(5);
        assertThat(result.message()).endsWith("and the last losses are not finite: it broke down.");
    }

    @Test
    void a_training_of_nothing_but_nan_fails() throws IOException {
        log("train-1.jsonl", steps(0, 20, i -> Double.NaN));

        assertThat(run().verdict()).isEqualTo(Verdict.FAIL);
    }

    @Test
    void a_loss_that_rises_fails_and_one_that_stays_is_a_warning() throws IOException {
        log("train-1.jsonl", steps(0, 40, i -> 1 + 0.1 * i));
        assertThat(run().verdict()).isEqualTo(Verdict.FAIL);

        log("train-1.jsonl", steps(0, 40, i -> 1));
        assertThat(run().verdict()).isEqualTo(Verdict.WARN);
        assertThat(evidence(run()).smoothness()).isZero();
    }

    @Test
    void a_loss_that_was_still_falling_is_a_warning() throws IOException {
        log("train-1.jsonl", steps(0, 60, i -> 4 - 0.06 * i));

        var result = run();

        assertThat(result.verdict()).isEqualTo(Verdict.WARN);
        assertThat(result.message()).contains("it was still falling at the end, by 6 nats in 100 steps");
    }

    @Test
    void a_new_run_does_not_inherit_the_tail_of_a_longer_one() throws IOException {
        log("train-1.jsonl", steps(1, 200, i -> 9));
        log("train-2.jsonl", steps(1, 61, DECAY));

        var evidence = evidence(run());

        assertThat(evidence.runs()).isEqualTo(2);
        assertThat(evidence.numSteps()).isEqualTo(60);
        assertThat(evidence.finalLoss()).isLessThan(1);
    }

    @Test
    void a_resumed_run_goes_on_and_its_later_steps_count() throws IOException {
        log("train-1.jsonl", banner("a") + steps(0, 40, i -> 9));
        log("train-2.jsonl", banner("a") + steps(20, 60, DECAY));

        var evidence = evidence(run());

        assertThat(evidence.runs()).isEqualTo(1);
        assertThat(evidence.numSteps()).isEqualTo(60);
        assertThat(evidence.curve().get(20).loss()).isCloseTo(DECAY.applyAsDouble(20), within(1e-12));
    }

    @Test
    void lines_that_are_no_json_are_left_out_and_told() throws IOException {
        log("train-1.jsonl", "{spoiled\n" + steps(0, 60, DECAY) + "{\"type\": \"st");

        var result = run();

        assertThat(result.verdict()).isEqualTo(Verdict.PASS);
        assertThat(result.message()).endsWith("Note: 2 lines are no JSON and were left out.");
    }

    @Test
    void the_log_of_a_transformers_training_is_read_from_its_last_checkpoint() throws IOException {
        for (int steps : new int[] {9, 60}) {
            Path checkpoint = Files.createDirectories(store.resolve("checkpoint-" + steps));
            Files.writeString(
                    checkpoint.resolve("trainer_state.json"),
                    "{\"log_history\": [%s, {\"step\": 30, \"eval_loss\": 0.9}, {\"step\": 60, \"eval_loss\": 1.1}]}"
                            .formatted(IntStream.range(0, steps)
                                    .mapToObj(i -> "{\"step\": %d, \"loss\": %s, \"grad_norm\": %s}"
                                            .formatted(
                                                    i, DECAY.applyAsDouble(i), i == 30 ? 80.0 : 1.0 + 0.01 * (i % 3)))
                                    .collect(joining(","))));
        }

        var result = run();

        assertThat(result.verdict()).isEqualTo(Verdict.PASS);
        assertThat(evidence(result).numSteps()).isEqualTo(60);
        assertThat(result.message())
                .contains("The gradient's norm stands out at 1 steps, the first of them 30.")
                .contains("The loss on held-out data ended at 1.1, after 0.9 at its best.");
    }

    @Test
    void skips_without_a_log_and_with_too_short_a_one() throws IOException {
        assertThat(run().verdict()).isEqualTo(Verdict.SKIP);

        log("train-1.jsonl", steps(0, 3, DECAY));
        assertThat(run().message()).isEqualTo("The last run of the log has 3 steps with a loss; 10 are asked for.");
    }

    @Test
    void keeps_at_most_512_points_of_a_long_curve_with_both_ends() throws IOException {
        log("train-1.jsonl", steps(0, 1500, DECAY));

        var curve = evidence(run()).curve();

        assertThat(curve).hasSizeLessThanOrEqualTo(512);
        assertThat(curve.get(0).step()).isZero();
        assertThat(curve.get(curve.size() - 1).step()).isEqualTo(1499);
    }

    @Test
    void results_survive_a_file() throws IOException {
        log("train-1.jsonl", steps(0, 60, DECAY));
        SuiteResult result = suiteResult();

        assertThat(SuiteResultJson.parse(SuiteResultJson.write(result), "r.json"))
                .isEqualTo(result);
    }

    @Test
    void refuses_thresholds_out_of_range() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> TrainingDriftSpec.fromFile("log", null, 1, null, null, null, null, null, store))
                .withMessage("Probe 'log': min_steps is at least 2, was 1");
    }

    private ProbeResult<?> run() {
        return suiteResult().probe("log");
    }

    private SuiteResult suiteResult() {
        var spec = TrainingDriftSpec.of("log").withStorePath(store);
        return Runner.run(Suite.of("Files", 7, List.of(spec)), RunOptions.DEFAULT);
    }

    private static TrainingDriftEvidence evidence(ProbeResult<?> result) {
        return (TrainingDriftEvidence) result.evidence().orElseThrow();
    }

    private void log(String name, String text) throws IOException {
        Files.writeString(Files.createDirectories(store.resolve("logs")).resolve(name), text);
    }

    private static String banner(String run) {
        return "{\"type\": \"banner\", \"run_id\": \"%s\"}\n".formatted(run);
    }

    private static String steps(int from, int to, IntToDoubleFunction loss) {
        return IntStream.range(from, to)
                .mapToObj(i -> "{\"type\": \"step\", \"step\": %d, \"loss\": %s}\n".formatted(i, loss.applyAsDouble(i)))
                .collect(joining());
    }
}
