package dev.sonde.kernel.magic;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sonde.kernel.display.PlainRenderer;
import dev.sonde.kernel.display.StreamName;
import dev.sonde.kernel.library.LibraryPlace;
import dev.sonde.kernel.session.CellOutcome;
import dev.sonde.kernel.session.CellSession;
import dev.sonde.kernel.session.RecordingSink;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class StartSettingsTest {

    @TempDir
    private Path folder;

    private final RecordingSink sink = new RecordingSink();

    @Test
    void runs_each_script_once_before_the_first_cell_and_shows_what_fails_there() throws IOException {
        Path good = Files.writeString(folder.resolve("good.kts"), "val ready = 41\nprintln(\"ready\")\n");
        Path bad = Files.writeString(folder.resolve("bad.kts"), "val x = 1\n\nerror(\"no such thing\")\n");
        String scripts = String.join(File.pathSeparator, bad.toString(), good.toString(), "nowhere.kts");

        try (var session = session(Map.of("SONDE_STARTUP", scripts, "SONDE_TIMEOUT", "soon"))) {
            assertThat(value(session, "ready + 1")).isEqualTo("42");
            assertThat(sink.text(StreamName.STDOUT)).isEqualTo("ready\n");
            assertThat(sink.text(StreamName.STDERR).replaceAll("\u001b\\[\\d*m", ""))
                    .startsWith("SONDE_TIMEOUT: 'soon' is no time limit.")
                    .contains("SONDE_STARTUP: %s failed; the session goes on".formatted(bad))
                    .contains("bad.kts, line 3\n    error(\"no such thing\")")
                    .contains("SONDE_STARTUP: cannot read 'nowhere.kts'");

            value(session, "ready");
            assertThat(sink.text(StreamName.STDOUT)).isEqualTo("ready\n");
        }
    }

    @Test
    void limits_cells_and_extends_their_class_path_from_the_start() throws IOException {
        Path classes = Files.createDirectories(folder.resolve("classes"));
        var environment =
                Map.of("SONDE_TIMEOUT", "5m", "SONDE_CLASSPATH", classes + File.pathSeparator + "missing.jar");

        try (var session = session(environment)) {
            assertThat(session.cellLimit()).hasValue(Duration.ofMinutes(5));
            session.execute("%classpath", sink);
            assertThat(sink.text(StreamName.STDOUT)).startsWith(classes + "\n");
            assertThat(sink.text(StreamName.STDERR))
                    .startsWith("SONDE_CLASSPATH: There is no jar or folder 'missing.jar'");
        }
    }

    private static CellSession session(Map<String, String> environment) {
        var place = new LibraryPlace(Path.of("none.xml"), Optional.empty(), true);
        return MagicInterpreter.session(new PlainRenderer(), place, environment);
    }

    private String value(CellSession session, String code) {
        CellOutcome outcome = session.execute(code, sink);
        assertThat(outcome).isInstanceOf(CellOutcome.Value.class);
        return String.valueOf(((CellOutcome.Value) outcome).bundle().data().get("text/plain"));
    }
}
