package dev.sonde.kernel.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sonde.kernel.install.KernelFolder;
import dev.sonde.kernel.install.KernelSpec;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

class KernelTripTest {

    private static final String JAVA =
            Path.of(System.getProperty("java.home"), "bin", "java").toString();

    @TempDir
    private Path folder;

    @Test
    void runs_a_cell_in_a_kernel_started_as_jupyter_starts_it() throws IOException {
        var argv = List.of(
                JAVA,
                "-XX:TieredStopAtLevel=1",
                "-cp",
                System.getProperty("java.class.path"),
                "dev.sonde.kernel.cli.Sonde",
                "kernel",
                KernelSpec.CONNECTION_FILE);

        assertThat(Checks.roundTrip(installed(argv)).line())
                .isEqualTo("ok      round trip   the installed kernel says that 6 * 7 is 42");
    }

    @Test
    void says_what_a_kernel_that_ends_at_once_has_said() {
        var trip = new KernelTrip(List.of(JAVA, "no.such.Main"), Map.of());

        assertThatThrownBy(() -> trip.run("1", Duration.ofSeconds(60)))
                .isInstanceOf(IOException.class)
                .hasMessageStartingWith("it ended with code 1 and said: ")
                .hasMessageContaining("no.such.Main");
    }

    @Test
    void names_the_remedy_when_the_kernel_does_not_run() throws IOException {
        String line = Checks.roundTrip(installed(List.of(JAVA, "no.such.Main"))).line();

        assertThat(line).startsWith("FAILED  round trip   the installed kernel does not run: it ended with code 1");
        assertThat(line).endsWith("Run 'sonde install --replace' with the options of the first time.");
    }

    @Test
    void does_not_try_without_a_kernel() {
        var folders = new KernelFolder(Map.of("JUPYTER_DATA_DIR", folder.toString()), "windows", folder);

        assertThat(Checks.roundTrip(folders).state()).isEqualTo(Check.State.NOTE);
    }

    private KernelFolder installed(List<String> argv) throws IOException {
        Path spec = Files.createDirectories(folder.resolve("kernels").resolve("sonde"))
                .resolve("kernel.json");
        Files.writeString(spec, new KernelSpec("Sonde", argv, Map.of()).json());
        return new KernelFolder(Map.of("JUPYTER_DATA_DIR", folder.toString()), "windows", folder);
    }

    @Test
    @DisabledOnOs(OS.WINDOWS)
    void hands_the_kernel_a_connection_file_that_nobody_else_may_read() {
        var trip = new KernelTrip(List.of("ls", "-l", KernelSpec.CONNECTION_FILE), Map.of());

        assertThatThrownBy(() -> trip.run("1", Duration.ofSeconds(60)))
                .hasMessageStartingWith("it ended with code 0 and said: -rw------- ");
    }
}
