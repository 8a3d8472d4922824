package dev.sonde.bench;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CancellationException;
import org.junit.jupiter.api.Test;

class RoundsTest {

    @Test
    void runs_contenders_in_turns_and_measures_after_the_warm_up() {
        List<String> order = new ArrayList<>();
        var a = contender("a", order);
        var b = contender("b", order);

        List<Timing> timings = new Rounds(1, 2).measure(List.of(a, b), (round, contender) -> {});

        assertThat(order).containsExactly("a", "b", "a", "b", "a", "b");
        assertThat(timings).extracting(Timing::name).containsExactly("a", "b");
        assertThat(timings).allSatisfy(timing -> assertThat(timing.millis()).hasSize(2));
    }

    @Test
    void stops_between_contenders_when_interrupted() {
        List<String> order = new ArrayList<>();
        var last = new Contender("last", () -> {
            Thread.currentThread().interrupt();
            return new Work(1, 1);
        });

        assertThatThrownBy(() -> new Rounds(1, 1).measure(List.of(last, contender("never", order)), (r, c) -> {}))
                .isInstanceOf(CancellationException.class);

        assertThat(Thread.interrupted()).isTrue();
        assertThat(order).isEmpty();
    }

    @Test
    void takes_the_middle_round_and_says_how_far_the_quartiles_lie_apart() {
        var timing = new Timing("a", new Work(10, 200), List.of(40.0, 10.0, 20.0, 30.0, 50.0));

        assertThat(timing.median()).isEqualTo(30);
        assertThat(timing.fastest()).isEqualTo(10);
        assertThat(timing.spread()).isCloseTo(20 / 30.0, within(1e-12));
        assertThat(timing.itemsPerSecond()).isCloseTo(333.333, within(1e-3));
        assertThat(timing.tokensPerSecond()).isCloseTo(6666.667, within(1e-3));
    }

    @Test
    void refuses_rounds_that_measure_nothing() {
        assertThatThrownBy(() -> new Rounds(0, 1)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new Rounds(1, 0)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new Work(0, 1)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new Timing("a", new Work(1, 1), List.of()))
                .isInstanceOf(IllegalArgumentException.class);
    }

    private static Contender contender(String name, List<String> order) {
        return new Contender(name, () -> {
            order.add(name);
            return new Work(1, 1);
        });
    }
}
