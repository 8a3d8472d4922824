package dev.sonde.suite;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.sonde.backend.View;
import dev.sonde.backend.dummy.DummyBackend;
import org.junit.jupiter.api.Test;

class AdapterCheckTest {

    @Test
    void tells_the_shift_after_one_prompt_and_the_noise_beside_it() {
        var backend = DummyBackend.create().answer(View.BASE, "Hi", 1.0, 0.0).answer(View.FINE_TUNED, "Hi", 0.5, 0.5);

        var check = AdapterCheck.of(Model.of(backend), "Hi");

        // By hand, m = (3/4, 1/4): JS = [ln(4/3) + ln(2/3)/2 + ln(2)/2] / 2 = 0.215762 nats
        assertThat(check.shift().orElseThrow()).isCloseTo(0.215762, within(1e-5));
        assertThat(check.noiseFloor()).hasValue(0.0);
        assertThat(check.changesTheOutput()).isTrue();
    }

    @Test
    void an_output_that_moves_no_further_than_the_noise_is_not_a_change() {
        var backend = DummyBackend.create().answer(View.BASE, "Hi", 0.7, 0.3).answer(View.FINE_TUNED, "Hi", 0.7, 0.3);

        var check = AdapterCheck.of(Model.of(backend), "Hi");

        assertThat(check.changesTheOutput()).isFalse();
        assertThat(check.conclusion()).contains("does not move beyond the machine's noise");
    }

    @Test
    void asking_twice_computes_nothing_again() {
        var backend = DummyBackend.create();
        var model = Model.of(backend);

        model.adapterReport();
        model.adapterReport();

        assertThat(backend.seen()).hasSize(3);
    }
}
