package dev.sonde.probe.clusterkl;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.util.concurrent.CancellationException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class InterruptedTopicsTest {

    @AfterEach
    void clearInterrupt() {
        Thread.interrupted();
    }

    @Test
    void the_search_for_topics_ends_at_the_next_distance() {
        assertThat(Topics.distance(new double[] {0, 3}, new double[] {4, 0})).isEqualTo(5);
        Thread.currentThread().interrupt();

        assertThatExceptionOfType(CancellationException.class)
                .isThrownBy(() -> Topics.distance(new double[] {0, 3}, new double[] {4, 0}))
                .withMessage("Interrupted during the search for topics");
    }
}
