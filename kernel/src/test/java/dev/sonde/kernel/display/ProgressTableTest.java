package dev.sonde.kernel.display;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sonde.probe.ProbeSpec;
import dev.sonde.suite.Suite;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class ProgressTableTest {

    private final AtomicLong clock = new AtomicLong();
    private final Recorder sink = new Recorder();
    private final CellDisplay display = new CellDisplay(new Renderers(), sink);
    private final ProgressTable table = new ProgressTable(display, clock::get);

    private record Named(String name) implements ProbeSpec {}

    @Test
    void shows_what_waits_then_what_is_done_in_one_display() {
        table.started(Suite.of("T", 1, List.of(new Named("a"), new Named("b"))));
        table.finished(Results.suite("a"));

        assertThat(sink.shown).hasSize(2);
        assertThat(sink.shown.get(0)).startsWith("display T · 0/2 probes\n").contains("a      waiting");
        assertThat(sink.shown.get(1))
                .startsWith("update T (a) · 1/2 probes · cache: 5/6 = 83.3% · 1 forward pass · 1.50s\n")
                .contains("a      pass     0.250 a  [0.200, 0.300]");
    }

    @Test
    void keeps_only_its_head_when_the_cell_shows_the_result_too() {
        var result = Results.suite("a");
        table.started(Suite.of("T", 1, List.of(new Named("a"))));
        table.finished(result);
        var rendered = display.bundle(result);
        display.shown(display.bundle(Results.suite("a")));
        assertThat(sink.shown).hasSize(2); // neither another result nor one that stays unseen

        display.shown(rendered);

        assertThat(sink.shown)
                .last()
                .isEqualTo("update T (a) · 1/1 probes · cache: 5/6 = 83.3% · 1 forward pass · 1.50s");
    }

    @Test
    void stays_whole_when_a_later_cell_shows_the_result() {
        var result = Results.suite("a");
        table.started(Suite.of("T", 1, List.of(new Named("a"))));
        table.finished(result);

        display.bind();
        display.shown(display.bundle(result));
        display.unbind();

        assertThat(sink.shown).hasSize(2);
    }

    @Test
    void says_how_long_it_takes_but_not_too_often() {
        table.started(Suite.of("T", 1, List.of(new Named("a"))));
        table.computed(1, 10, 50, 8.2);
        assertThat(sink.shown).hasSize(1);

        clock.addAndGet(200_000_000L);
        table.computed(2, 10, 50, 7.2);

        assertThat(sink.shown)
                .last()
                .asString()
                .startsWith("update T · 0/1 probes · 2/10 forward passes, 50 tokens/s, about 8 s left\n");
    }

    @Test
    void says_nothing_of_time_left_when_all_is_computed() {
        table.started(Suite.of("T", 1, List.of(new Named("a"))));
        clock.addAndGet(200_000_000L);
        table.computed(10, 10, 50, 0);

        assertThat(sink.shown)
                .last()
                .asString()
                .startsWith("update T · 0/1 probes · 10/10 forward passes, 50 tokens/s\n");
    }

    private static final class Recorder implements OutputSink {
        private final List<String> shown = new ArrayList<>();

        @Override
        public void stream(StreamName name, String text) {
            shown.add(name + text);
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
