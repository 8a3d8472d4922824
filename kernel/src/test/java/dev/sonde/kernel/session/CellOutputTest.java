package dev.sonde.kernel.session;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sonde.kernel.display.DisplayBundle;
import dev.sonde.kernel.display.OutputSink;
import dev.sonde.kernel.display.StreamName;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class CellOutputTest {

    private final RecordingSink sink = new RecordingSink();

    @Test
    void text_beyond_the_limit_is_left_out_with_one_notice_and_displays_are_not() {
        try (var output = new CellOutput(new OutputLimit(10))) {
            output.target(sink);
            output.stream(StreamName.STDOUT, "0123456");
            output.stream(StreamName.STDOUT, "789abc");
            output.stream(StreamName.STDERR, "never heard");
            output.display(DisplayBundle.of(Map.of("text/plain", "shown")));
            output.notice("from outside");
        }

        assertThat(sink.events())
                .containsExactly(
                        "stdout 0123456789",
                        "stderr \nThis cell has printed 10 characters; the rest of its text is left out. Set"
                                + " SONDE_OUTPUT_LIMIT to another number, or to off, and restart the kernel.\n",
                        "display shown",
                        "stderr from outside");
    }

    @Test
    void a_thread_that_outlives_the_session_may_go_on_printing() {
        var output = new CellOutput(new OutputLimit(10));
        output.target(sink);
        output.close();

        output.stream(StreamName.STDOUT, "late");
        output.flush();

        assertThat(sink.events()).containsExactly("stdout late");
    }

    @Test
    void a_flood_of_text_arrives_in_few_pieces_and_whole() {
        String line = "a line of a flood of text\n";
        var pieces = new Pieces();
        try (var output = new CellOutput(OutputLimit.DEFAULT)) {
            output.target(pieces);
            for (int i = 0; i < 150_000; i++) {
                output.stream(StreamName.STDOUT, line);
            }
        }

        assertThat(String.join("", pieces.texts)).isEqualTo(line.repeat(150_000));
        // 3.9 million characters: 4 pieces of 8192, then each a quarter of what was sent, ln(119) / ln(1.25) = 22 more;
        // in
        // pieces of 8192 they would be 476. A slow machine adds ten pieces a second
        assertThat(pieces.texts).hasSizeLessThan(200);
    }

    /** Keeps each message for itself. */
    private static final class Pieces implements OutputSink {
        private final List<String> texts = new ArrayList<>();

        @Override
        public void stream(StreamName name, String text) {
            texts.add(text);
        }

        @Override
        public void display(DisplayBundle bundle) {}

        @Override
        public void update(DisplayBundle bundle) {}

        @Override
        public void clear(boolean wait) {}
    }

    @Test
    void each_cell_may_print_as_much_as_the_one_before() {
        try (var output = new CellOutput(new OutputLimit(3))) {
            output.target(sink);
            output.stream(StreamName.STDOUT, "abc");
            output.target(sink);
            output.stream(StreamName.STDOUT, "def");
        }

        assertThat(sink.text(StreamName.STDOUT)).isEqualTo("abcdef");
    }

    @Test
    void the_limit_is_a_number_or_off_and_the_default_for_anything_else() {
        assertThat(OutputLimit.of("2_000").characters()).isEqualTo(2000);
        assertThat(OutputLimit.of("Off").characters()).isEqualTo(Long.MAX_VALUE);
        for (String setting : new String[] {null, "", "0", "-1", "10 MB", "99999999999999999999"}) {
            assertThat(OutputLimit.of(setting)).as("%s", setting).isEqualTo(OutputLimit.DEFAULT);
        }
    }
}
