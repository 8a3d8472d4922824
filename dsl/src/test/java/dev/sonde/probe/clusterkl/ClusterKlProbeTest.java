package dev.sonde.probe.clusterkl;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import dev.sonde.backend.Capability;
import dev.sonde.backend.Operation.Embed;
import dev.sonde.backend.View;
import dev.sonde.backend.dummy.DummyBackend;
import dev.sonde.probe.ProbeResult;
import dev.sonde.probe.ProbeSpec;
import dev.sonde.probe.Verdict;
import dev.sonde.probe.clusterkl.ClusterKlEvidence.Topic;
import dev.sonde.probe.nulladapter.NullAdapterSpec;
import dev.sonde.suite.Model;
import dev.sonde.suite.Runner;
import dev.sonde.suite.Suite;
import dev.sonde.suite.SuiteResult;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ClusterKlProbeTest {

    private static final List<String> PROMPTS = IntStream.range(0, 20)
            .mapToObj(i -> (i % 2 == 0 ? "gate " : "bread ") + i)
            .toList();
    private static final List<String> TOPICS =
            IntStream.range(0, 20).mapToObj(i -> i % 2 == 0 ? "gate" : "bread").toList();
    private static final ClusterKlSpec SPEC =
            ClusterKlSpec.of("topics", PROMPTS).withClusters(2, 20);

    private final DummyBackend backend = DummyBackend.create();

    @Test
    void an_adapter_that_moves_one_topic_passes_and_the_topic_is_named() {
        shifts(0.6, 0.05);

        var result = suite(NullAdapterSpec.of("nulls"), SPEC.withTopics(TOPICS)).probe("topics");

        assertThat(result.verdict()).as(result.message()).isEqualTo(Verdict.PASS);
        assertThat(result.message())
                .contains("Most was moved gate", "permutation p = 0.0001", "beats 19 null adapters");
        assertThat(result.raw().orElseThrow()).isGreaterThan(0.8);
        assertThat(evidence(result).topics().get(1).prompts())
                .hasSize(10)
                .allMatch(prompt -> prompt.startsWith("bread"));
    }

    @Test
    void a_topic_of_one_prompt_leaves_no_interval_and_the_message_says_why() {
        shifts(0.6, 0.05);
        var topics = new ArrayList<>(TOPICS);
        topics.set(0, "alone");

        var result = suite(NullAdapterSpec.of("nulls"), SPEC.withTopics(topics)).probe("topics");

        assertThat(result.interval()).isEmpty();
        assertThat(result.message())
                .startsWith("Share between 3 topics ")
                .contains(
                        " of the variance over 20 prompts (no interval) reaches the threshold of ",
                        " by its value alone; beats 19 null adapters",
                        "There is no interval because a topic has a single prompt");
        assertThat(run(SPEC.withTopics(TOPICS)).message()).doesNotContain("There is no interval");
    }

    @Test
    void topics_are_found_by_what_prompts_are_about() {
        shifts(0.6, 0.05);
        for (int i = 0; i < PROMPTS.size(); i++) {
            backend.embedding(PROMPTS.get(i), i % 2 == 0 ? 1 : 5, 0.01 * i, 3);
        }

        var result = run(SPEC);

        assertThat(evidence(result).topics()).hasSize(2);
        assertThat(evidence(result).topics().get(0).prompts()).allMatch(prompt -> prompt.startsWith("gate"));
        assertThat(evidence(result).embedder()).startsWith("base model");
        assertThat(result.raw().orElseThrow())
                .isCloseTo(run(SPEC.withTopics(TOPICS)).raw().orElseThrow(), within(1e-12));
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
    void of_all_ways_to_part_the_prompts_the_one_with_the_nearest_neighbours_is_found(long seed) {
        var prompts = PROMPTS.subList(0, 10);
        var random = new Random(seed);
        double[][] points = new double[10][24];
        for (int i = 0; i < 10; i++) {
            Arrays.setAll(points[i], at -> random.nextGaussian());
            points[i][i % 2] += 2.5; // as far apart as sentences are, within a topic too
            answer(prompts.get(i), 0.3);
            backend.embedding(prompts.get(i), points[i]);
        }

        var topics = evidence(run(ClusterKlSpec.of("topics", prompts).withClusters(2, 4)))
                .topics();

        assertThat(topics).extracting(Topic::prompts).containsExactlyElementsOf(nearest(prompts, points));
    }

    /** By trying all partitions into two, on the sphere around the mean. */
    private static List<List<String>> nearest(List<String> prompts, double[][] points) {
        double[] mean = mean(Arrays.asList(points));
        List<double[]> sphere = new ArrayList<>();
        for (double[] point : points) {
            double[] centred = minus(point, mean);
            double length = Math.sqrt(square(centred));
            sphere.add(Arrays.stream(centred).map(each -> each / length).toArray());
        }
        int best = IntStream.range(1, 1 << 9)
                .boxed()
                .min(Comparator.comparingDouble(mask -> spread(sphere, 2 * mask)))
                .orElseThrow();
        return List.of(part(prompts, 2 * best, 0), part(prompts, 2 * best, 1));
    }

    private static <T> List<T> part(List<T> all, int mask, int bit) {
        return IntStream.range(0, all.size())
                .filter(i -> (mask >> i & 1) == bit)
                .mapToObj(all::get)
                .toList();
    }

    private static double spread(List<double[]> points, int mask) {
        double sum = 0;
        for (int bit = 0; bit < 2; bit++) {
            var own = part(points, mask, bit);
            double[] centre = mean(own);
            sum += own.stream()
                    .mapToDouble(point -> square(minus(point, centre)))
                    .sum();
        }
        return sum;
    }

    private static double[] mean(List<double[]> points) {
        double[] mean = new double[points.get(0).length];
        Arrays.setAll(
                mean,
                i -> points.stream().mapToDouble(point -> point[i]).average().orElseThrow());
        return mean;
    }

    private static double[] minus(double[] point, double[] other) {
        return IntStream.range(0, point.length)
                .mapToDouble(i -> point[i] - other[i])
                .toArray();
    }

    private static double square(double[] point) {
        return Arrays.stream(point).map(each -> each * each).sum();
    }

    @Test
    void shifts_that_do_not_follow_the_topics_do_not_pass() {
        for (int i = 0; i < PROMPTS.size(); i++) {
            answer(PROMPTS.get(i), 0.1 + 0.1 * ((i / 2) % 5));
        }

        var result = run(SPEC.withTopics(TOPICS));

        assertThat(evidence(result).permutationP()).isGreaterThan(0.9);
        assertThat(result.verdict()).isEqualTo(Verdict.FAIL);
        assertThat(result.raw().orElseThrow()).isNegative();
        assertThat(result.score().orElseThrow()).isZero();
    }

    @Test
    void prompts_that_all_moved_alike_fail_where_rounding_let_the_reference_pass_them() {
        for (String prompt : PROMPTS) {
            answer(prompt, 0.3);
        }

        var result = run(SPEC.withTopics(TOPICS));

        assertThat(result.verdict()).isEqualTo(Verdict.FAIL);
        assertThat(result.message()).startsWith("All prompts moved alike");
        assertThat(result.raw()).hasValue(0);
    }

    @Test
    void too_few_prompts_are_inconclusive_and_say_how_many_are_needed() {
        assertThat(run(ClusterKlSpec.of("topics", PROMPTS.subList(0, 6))).message())
                .contains("6 prompts are too few", "at least 20");
        var many = run(SPEC.withClusters(12, 20));
        assertThat(many.verdict()).isEqualTo(Verdict.INCONCLUSIVE);
        assertThat(many.message()).contains("too few for 12 topics: give at least 24");
    }

    @Test
    void a_name_on_a_hub_stands_for_the_base_model_and_a_missing_folder_is_an_error() {
        shifts(0.6, 0.05);

        assertThat(run(embedding("sentence-transformers/all-MiniLM-L6-v2")).message())
                .endsWith("'sentence-transformers/all-MiniLM-L6-v2' is no folder here: the base model itself embeds.");
        var missing = run(embedding("./no-such-folder"));
        assertThat(missing.verdict()).isEqualTo(Verdict.ERROR);
        assertThat(missing.message()).contains("no folder of a sentence embedder");
    }

    @Test
    void each_text_is_embedded_once_for_all_null_adapters() {
        suite(NullAdapterSpec.of("nulls"), SPEC);

        assertThat(backend.seen().stream().filter(seen -> seen.operation() instanceof Embed))
                .hasSize(20)
                .allMatch(seen -> seen.view() == View.BASE);
    }

    @Test
    void skips_without_an_adapter_and_without_points_unless_topics_are_given() {
        backend.without(Capability.EMBED);
        assertThat(run(SPEC).verdict()).isEqualTo(Verdict.SKIP);
        assertThat(run(SPEC.withTopics(TOPICS)).verdict()).isNotEqualTo(Verdict.SKIP);

        backend.without(Capability.FINE_TUNED);
        assertThat(run(SPEC.withTopics(TOPICS)).verdict()).isEqualTo(Verdict.SKIP);
    }

    @Test
    void refuses_settings_without_meaning() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> SPEC.withClusters(1, 20))
                .withMessage("Probe 'topics': num_clusters is from 2 to 32, was 1");
        assertThatIllegalArgumentException().isThrownBy(() -> SPEC.withClusters(2, 3));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> SPEC.withTopics(List.of("a", "b")))
                .withMessageContaining("a topic for each of the 20 prompts");
        assertThatIllegalArgumentException().isThrownBy(() -> SPEC.withAssertSpecificityGte(1.2));
    }

    private static ClusterKlSpec embedding(String name) {
        return ClusterKlSpec.fromFile("topics", PROMPTS, null, 2, name, null, null, 20, null, null, Path.of(""));
    }

    /** Prompts of the first topic move by about {@code gate}, of the second by about {@code bread}. */
    private void shifts(double gate, double bread) {
        for (int i = 0; i < PROMPTS.size(); i++) {
            answer(PROMPTS.get(i), (i % 2 == 0 ? gate : bread) + 0.002 * i);
        }
    }

    private void answer(String prompt, double shift) {
        backend.answer(View.BASE, prompt, 0.5 + shift / 2, 0.5 - shift / 2);
        backend.answer(View.FINE_TUNED, prompt, 0.5 - shift / 2, 0.5 + shift / 2);
    }

    private ProbeResult<?> run(ClusterKlSpec spec) {
        return suite(spec).probe(spec);
    }

    private SuiteResult suite(ProbeSpec... specs) {
        return Runner.run(Suite.of("topics", 7, List.of(specs)), Model.of(backend));
    }

    private static ClusterKlEvidence evidence(ProbeResult<?> result) {
        return (ClusterKlEvidence) result.evidence().orElseThrow();
    }
}
