package dev.sonde.kernel.display;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class TimeLeftTest {

    @Test
    void is_said_in_seconds_up_to_two_minutes() {
        assertThat(TimeLeft.of(0.2)).isEqualTo("about 1 s left");
        assertThat(TimeLeft.of(120)).isEqualTo("about 120 s left");
    }

    @Test
    void is_said_in_minutes_up_to_two_hours_and_in_hours_then() {
        assertThat(TimeLeft.of(121)).isEqualTo("about 3 min left");
        assertThat(TimeLeft.of(7200)).isEqualTo("about 120 min left");
        assertThat(TimeLeft.of(10_465)).isEqualTo("about 2.9 h left");
    }
}
