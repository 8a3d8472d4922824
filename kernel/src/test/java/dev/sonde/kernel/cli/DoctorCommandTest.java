package dev.sonde.kernel.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.List;
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
}
