package dev.sonde.kernel.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.logging.Level;
import java.util.logging.Logger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class LogsTest {

    private static final Logger OURS = Logger.getLogger("dev.sonde.suite.Planner");
    private static final Logger DJL = Logger.getLogger("ai.djl.engine");

    @AfterEach
    void as_for_a_user() {
        Logs.show(false);
    }

    @Test
    void shows_our_warnings_and_not_those_of_djl() {
        Logs.show(false);

        assertThat(OURS.isLoggable(Level.WARNING)).isTrue();
        assertThat(OURS.isLoggable(Level.INFO)).isFalse();
        assertThat(DJL.isLoggable(Level.WARNING)).isFalse();
        assertThat(DJL.isLoggable(Level.SEVERE)).isTrue();
    }

    @Test
    void shows_everybody_s_notes_to_debug() {
        Logs.show(true);

        assertThat(OURS.isLoggable(Level.INFO)).isTrue();
        assertThat(DJL.isLoggable(Level.INFO)).isTrue();
    }
}
