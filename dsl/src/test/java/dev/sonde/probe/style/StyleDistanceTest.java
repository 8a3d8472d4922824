package dev.sonde.probe.style;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class StyleDistanceTest {

    private static final double EXACT = 1e-9;

    @Test
    void the_square_is_the_mean_product_of_different_texts_less_the_references_own_chance() {
        // centre 0, spread 1, so that offsets are fingerprints over the root of 9 features; pieces at ±1 in the first:
        // the variance 2 of a piece makes 1 of the mean of both, over 9
        var scale = scale(new double[] {1, -1});
        List<double[]> texts = List.of(text(1, 0), text(2, 3), text(4, 1));

        var found = StyleDistance.of(texts, scale, List.of(scale, scale, scale));

        // 1·2 + 1·4 + 2·4 in one feature, 0·3 + 0·1 + 3·1 in the other, over three pairs
        assertThat(found.squared()).isCloseTo((17 / 3.0 - 1) / 9, within(EXACT));
        assertThat(found.value()).isCloseTo(Math.sqrt((17 / 3.0 - 1) / 9), within(EXACT));
    }

    @Test
    void its_parts_tell_what_each_text_adds() {
        var scale = scale(new double[] {1, -1});
        List<double[]> texts = List.of(text(1, 0), text(2, 3), text(4, 1));

        double[] parts =
                StyleDistance.of(texts, scale, List.of(scale, scale, scale)).parts();

        // 3 times the whole less 2 times the pair that is left: 2·4 + 3·1, 1·4, 1·2
        double whole = (17 / 3.0 - 1) / 9;
        assertThat(parts)
                .containsExactly(
                        new double[] {
                            3 * whole - 2 * (11 - 1) / 9.0, 3 * whole - 2 * (4 - 1) / 9.0, 3 * whole - 2 * (2 - 1) / 9.0
                        },
                        within(EXACT));
    }

    @Test
    void texts_that_differ_from_the_reference_by_chance_only_are_at_no_distance_from_it() {
        var random = new SplittableRandom(5);
        var scale = scale(new double[] {0, 0});

        double[] found = IntStream.range(0, 2000)
                .mapToDouble(i -> StyleDistance.of(random(random), scale, List.of(scale, scale, scale, scale))
                        .squared())
                .toArray();

        // uniform on ±1, of variance 1/3: a product of two has the variance 1/9, the mean of 6 pairs in 9 features over
        // 9
        // 1/486, and of 2000 worlds a standard error of 0.00101; a single text is at 1/3
        assertThat(Arrays.stream(found).average().orElseThrow()).isCloseTo(0, within(4 * 0.00101));
        assertThat(new StyleDistance(new double[] {1, -2}).value()).isZero();
    }

    private static List<double[]> random(SplittableRandom random) {
        return IntStream.range(0, 4)
                .mapToObj(i -> random.doubles(9, -1, 1).toArray())
                .toList();
    }

    /** Of rates only, two of them other than 0. */
    private static double[] text(double one, double other) {
        var text = new double[9];
        text[0] = one;
        text[1] = other;
        return text;
    }

    /** With a piece for each value of the first feature. */
    private static StyleScale scale(double[] pieces) {
        var spread = new double[9];
        Arrays.fill(spread, 1);
        return new StyleScale(
                new StyleFeatures(List.of()),
                20,
                new double[9],
                spread,
                Arrays.stream(pieces).mapToObj(first -> text(first, 0)).toList());
    }
}
