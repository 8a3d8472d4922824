package dev.sonde.kernel.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class StatusLineTest {

    private static final long SECOND = 1_000_000_000L;

    private final StringWriter shown = new StringWriter();
    private final AtomicLong clock = new AtomicLong();

    @Test
    void rewrites_one_line_on_a_terminal() {
        var line = new StatusLine(new PrintWriter(shown), true, clock::get);

        line.show("10 %");
        line.show("too soon");
        clock.addAndGet(SECOND);
        line.show("20 %");
        line.println("done");

        assertThat(shown).hasToString("\r\u001b[2K10 %\r\u001b[2K20 %\r\u001b[2Kdone\n");
    }

    @Test
    void writes_an_occasional_line_into_a_log() {
        var line = new StatusLine(new PrintWriter(shown), false, clock::get);

        line.show("too soon");
        clock.addAndGet(10 * SECOND);
        line.show("20 %");
        line.println("\u001b[31mred\u001b[0m");

        assertThat(shown).hasToString("20 %\nred\n");
    }
}
