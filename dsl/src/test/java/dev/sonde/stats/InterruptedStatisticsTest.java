package dev.sonde.stats;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.util.Map;
import java.util.concurrent.CancellationException;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/** Of ten thousand prompts each of these takes seconds. */
class InterruptedStatisticsTest {

    private static final double[] VALUES =
            IntStream.range(0, 40).mapToDouble(i -> 1 + i % 7).toArray();

    private static final int[] GROUPS = IntStream.range(0, 40).map(i -> i % 3).toArray();

    private static final Map<String, Runnable> LOOPS = Map.of(
            "during a bootstrap",
            () -> BootstrapT.of(VALUES, 0.95, 1, 1),
            "during a bootstrap, of several means",
            () -> BandOfMeans.of(new double[][] {VALUES, VALUES}, 0.95, 1),
            "during a permutation test",
            () -> SignFlip.of(VALUES, 1),
            "during a permutation test, of groups",
            () -> BetweenGroups.of(VALUES, GROUPS, 3, 0.95, 1),
            "during a jackknife",
            () -> BetweenGroups.interval(VALUES, GROUPS, 3, 0.5, 0.95),
            "during a test over all columns",
            () -> MaxT.singleStep(VALUES, new double[][] {VALUES}));

    @AfterEach
    void clearInterrupt() {
        Thread.interrupted();
    }

    @TestFactory
    Stream<DynamicTest> ends_when_it_is_interrupted() {
        return LOOPS.entrySet().stream()
                .map(loop -> DynamicTest.dynamicTest(loop.getKey(), () -> {
                    Thread.currentThread().interrupt();

                    assertThatExceptionOfType(CancellationException.class)
                            .isThrownBy(loop.getValue()::run)
                            .withMessage("Interrupted " + loop.getKey().replaceFirst(",.*", ""));
                    assertThat(Thread.interrupted()).isTrue();
                }));
    }
}
