package dev.sonde.kernel.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sonde.kernel.install.StartFileInUse;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;

class DoctorCommandTest {

    private static final Supplier<Check> WELL = () -> Check.ok("Java", "17");

    @Test
    void answers_3_as_soon_as_a_line_is_not_ok_and_prints_them_all() {
        var out = new StringWriter();

        int code = DoctorCommand.report(new PrintWriter(out), List.of(() -> Check.note("kernelspec", "none"), WELL));

        assertThat(code).isEqualTo(3);
        assertThat(out.toString().lines()).containsExactly("note    kernelspec   none", "ok      Java         17");
        assertThat(DoctorCommand.report(new PrintWriter(out), List.of(() -> Check.failed("x", "y"))))
                .isEqualTo(3);
    }

    @Test
    void answers_0_when_all_lines_are_ok() {
        assertThat(DoctorCommand.report(new PrintWriter(new StringWriter()), List.of(WELL)))
                .isZero();
    }

    @Test
    void says_which_file_quickens_the_start_and_what_helps_when_java_does_not_take_it() {
        Path cache = Path.of("/o/lib/sonde-25.aot");

        assertThat(Checks.quickStart(Optional.of(new StartFileInUse(cache, true)))
                        .line())
                .isEqualTo("ok      quick start  from /o/lib/sonde-25.aot");
        assertThat(Checks.quickStart(Optional.of(new StartFileInUse(cache, false)))
                        .line())
                .isEqualTo(
                        "note    quick start  this Java does not take /o/lib/sonde-25.aot: another Java, other jars or "
                                + "other options made it. Run 'sonde install --replace' with the options of the first time.");
        assertThat(Checks.quickStart(Optional.empty()).line())
                .startsWith("note    quick start  no class archive or AOT cache, the first cell takes longer. Run ");
    }

    @Test
    void runs_cells_in_its_own_process() {
        assertThat(CellCheck.run().line()).startsWith("ok      Kotlin cell  1 + 1 is 2, completion ");
    }
}
