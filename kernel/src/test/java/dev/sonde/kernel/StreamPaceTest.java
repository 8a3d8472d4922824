package dev.sonde.kernel;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class StreamPaceTest {

    private static final String MEGABYTE = "x".repeat(1_000_000);

    private final AtomicLong clock = new AtomicLong();
    private final List<Long> pauses = new ArrayList<>();
    private final StreamPace pace = new StreamPace(clock::get, nanos -> {
        pauses.add(nanos);
        clock.addAndGet(nanos);
    });

    @Test
    void what_a_server_lets_through_does_not_wait() {
        pace.await(MEGABYTE);
        pace.await(MEGABYTE);

        assertThat(pauses).isEmpty();
    }

    @Test
    void no_three_seconds_have_more_than_three_megabytes() {
        var sent = new ArrayList<Long>();
        for (int i = 0; i < 10; i++) {
            pace.await(MEGABYTE);
            sent.add(clock.get());
            clock.addAndGet(100_000_000L); // the cell computes the next
        }

        for (long end : sent) {
            assertThat(sent.stream().filter(at -> at <= end && at > end - 3_000_000_000L))
                    .hasSizeLessThan(3);
        }
        assertThat(clock.get()).isLessThan(17_000_000_000L); // five windows of 3.2 s
    }

    @Test
    void characters_count_as_the_bytes_that_they_are_sent_as() {
        pace.await("é\n".repeat(250_000)); // three and two bytes
        pace.await("é\n".repeat(250_000));
        assertThat(pauses).isEmpty();

        pace.await("é\n".repeat(250_000));

        assertThat(pauses).containsExactly(StreamPace.WINDOW.toNanos());
    }

    @Test
    void a_text_larger_than_the_window_goes_alone() {
        pace.await(MEGABYTE.repeat(5));

        assertThat(pauses).isEmpty();
    }

    @Test
    void an_interrupted_cell_does_not_wait() {
        var interrupted = new StreamPace(clock::get, nanos -> {
            throw new InterruptedException();
        });
        for (int i = 0; i < 4; i++) {
            interrupted.await(MEGABYTE);
        }

        assertThat(Thread.interrupted()).isTrue();
    }

    @Test
    void what_is_to_hurry_does_not_wait() {
        for (int i = 0; i < 2; i++) {
            pace.await(MEGABYTE);
        }

        pace.hurry();
        pace.await(MEGABYTE);

        assertThat(pauses).isEmpty();
    }
}
