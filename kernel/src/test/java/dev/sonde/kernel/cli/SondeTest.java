package dev.sonde.kernel.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SondeTest {

    @TempDir
    private Path folder;

    @BeforeEach
    void start_from_a_distribution() {
        System.setProperty("sonde.home", folder.resolve("dist").toString());
    }

    @AfterEach
    void forget_the_distribution() {
        System.clearProperty("sonde.home");
    }

    @Test
    void says_what_its_exit_codes_mean() {
        var told = Told.by("--help");

        assertThat(told.code()).isZero();
        assertThat(told.out()).contains("Exit codes:", "1   The suite or the notebook ran and failed.");
    }

    @Test
    void answers_wrong_use_with_2() {
        var told = Told.by("instal");

        assertThat(told.code()).isEqualTo(2);
        assertThat(told.err()).contains("There is no command 'instal'. Did you mean 'install'?");
    }

    @Test
    void answers_what_could_not_be_done_with_3_and_one_line() {
        var told = Told.by("uninstall", "--prefix", folder.toString());

        assertThat(told.code()).isEqualTo(3);
        assertThat(told.err())
                .isEqualTo("sonde: No kernel 'sonde' is in %s, so there is nothing to remove.%n"
                        .formatted(folder.resolve("share/jupyter/kernels")));
    }

    @Test
    void shows_the_stack_only_when_asked() {
        var told = Told.by("uninstall", "--debug", "--prefix", folder.toString());

        assertThat(told.err()).contains("\tat dev.sonde.kernel.install.Installation.remove");
    }

    @Test
    void installs_below_a_prefix_with_the_arguments_given() {
        var told = Told.by(
                "install", "--prefix", folder.toString(), "--name", "big", "--jvm-arg=-Xmx8g", "--env", "MODEL=/m");

        assertThat(told.code()).isZero();
        assertThat(told.out()).contains("(it is made through");
        assertThat(folder.resolve("share/jupyter/kernels/big/kernel.json"))
                .content()
                .contains("\"-J-Xmx8g\", \"kernel\", \"{connection_file}\"", "\"MODEL\" : \"/m\"");
    }

    @Test
    void takes_all_behind_the_first_equals_sign_for_the_value() {
        assertThat(Told.by("install", "--prefix", folder.toString(), "--env", "A=\"b\" = c", "--env", "B=")
                        .code())
                .isZero();

        assertThat(folder.resolve("share/jupyter/kernels/sonde/kernel.json"))
                .content()
                .contains("\"A\" : \"\\\"b\\\" = c\"", "\"B\" : \"\"");
    }

    @Test
    void refuses_a_java_home_without_java() {
        var told = Told.by("install", "--prefix", folder.toString(), "--java-home", folder.toString());

        assertThat(told.code()).isEqualTo(3);
        assertThat(told.err()).contains("is not a Java home: it has no bin/java");
    }
}
