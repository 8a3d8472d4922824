package dev.sonde.kernel.display;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class ProgressBarTest {

    private final AtomicLong clock = new AtomicLong();
    private final List<String> shown = new ArrayList<>();
    private final List<Runnable> later = new ArrayList<>();

    private ProgressBar bar(long total, String label) {
        var display = new CellDisplay(new Renderers(), new Recorder());
        return new ProgressBar(Optional.of(display), total, label, clock::get, later::add);
    }

    private void pass(double seconds) {
        clock.addAndGet(Math.round(seconds * 1e9));
    }

    @Test
    void says_how_fast_it_goes_and_how_long_it_still_takes() {
        try (var bar = bar(10, "work")) {
            pass(2);
            bar.step(4);

            assertThat(shown).containsExactly("display work: 0/10", "update work: 4/10 · 2.00/s, about 3 s left");
        }
        assertThat(shown).last().isEqualTo("update work: 4/10 · stopped after 2.00s");
    }

    @Test
    void writes_a_high_rate_without_an_exponent() {
        try (var bar = bar(10_000, "")) {
            pass(1);
            bar.step(2_468);

            assertThat(shown).last().isEqualTo("update 2,468/10,000 · 2,468/s, about 4 s left");
        }
    }

    @Test
    void changes_at_most_five_times_a_second_and_yet_shows_the_last_state() {
        var bar = bar(1000, "");
        for (int i = 0; i < 1000; i++) {
            pass(0.001);
            bar.step();
        }
        bar.close();

        assertThat(shown).hasSizeBetween(4, 7).last().isEqualTo("update 1,000/1,000 · 1.00s");
    }

    @Test
    void shows_what_was_kept_back_when_a_loop_is_left_early() {
        var bar = bar(10, "");
        bar.step();
        bar.step();
        assertThat(shown).containsExactly("display 0/10");
        assertThat(later).hasSize(1);

        pass(1);
        later.get(0).run();

        assertThat(shown).last().isEqualTo("update 2/10 · 2.00/s, about 4 s left");
    }

    @Test
    void counts_without_a_total() {
        var bar = bar(-1, "lines");
        pass(1);
        bar.note("a.txt");
        bar.step(3);
        bar.close();

        assertThat(shown).contains("update lines: 0 · a.txt").last().isEqualTo("update lines: 3 · 1.00s · a.txt");
    }

    @Test
    void is_silent_outside_of_a_notebook() {
        try (var bar = new ProgressBar(Optional.empty(), 3, "x", clock::get, later::add)) {
            bar.step();
            assertThat(bar.done()).isOne();
        }
        assertThat(shown).isEmpty();
    }

    private final class Recorder implements OutputSink {
        @Override
        public void stream(StreamName name, String text) {
            shown.add(text);
        }

        @Override
        public void display(DisplayBundle bundle) {
            shown.add("display " + bundle.data().get("text/plain"));
        }

        @Override
        public void update(DisplayBundle bundle) {
            shown.add("update " + bundle.data().get("text/plain"));
        }

        @Override
        public void clear(boolean wait) {
            shown.add("clear");
        }
    }
}
