package dev.sonde.kernel.cli;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class UsageErrorsTest {

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '"', textBlock = """
            rnu x.yaml                | There is no command 'rnu'. Did you mean 'run'?
            wibble                    | There is no command 'wibble'.
            --versio                  | There is no option '--versio'. Did you mean '--version'?
            run a.ipynb b.ipynb       | 'b.ipynb' is one argument too many.
            run --jsn r.json s.yaml   | There is no option '--jsn'. Did you mean '--json'?
            run                       | Missing required parameter: 'FILE'.
            run s.yaml --json         | Missing required parameter for option '--json' (F).
            run n.ipynb -p rate       | Invalid value for option '--parameter' (NAME=VALUE): 'rate' is not name=value.
            install --env =x          | Invalid value for option '--env' (NAME=VALUE): '=x' is not name=value.
            run -o x.ipynb n.ipynb    | There is no option '-o'. Did you mean '--out'?
            run -q n.ipynb            | There is no option '-q'.
            trace t --slowest few     | Invalid value for option '--slowest': 'few' is not a whole number.
            cache wipe                | There is no command 'wipe'.
            install --user --prefix / | Error: --user, --prefix=DIR are mutually exclusive (specify only one).
            """)
    void what_is_wrong_comes_first_and_alone(String line, String message) {
        var told = Told.by(line.split(" "));

        assertThat(told.code()).isEqualTo(2);
        assertThat(told.out()).isEmpty();
        assertThat(told.err().lines().findFirst()).hasValue("sonde: " + message);
        assertThat(told.err().lines()).hasSize(2);
    }

    @Test
    void says_where_the_options_of_the_command_are_listed() {
        assertThat(Told.by("cache", "info", "x").err()).endsWith("'sonde cache info --help' lists what there is.\n");
    }

    @Test
    void shows_the_whole_help_to_somebody_who_names_no_command() {
        var told = Told.by();

        assertThat(told.code()).isEqualTo(2);
        assertThat(told.err()).startsWith("Usage: sonde ").contains("Commands:");
    }

    @Test
    void lists_the_environment_in_the_help_of_sonde_itself_only() {
        assertThat(Told.by("--help").out())
                .contains("SONDE_JAVA_HOME", "%dependsOn")
                .doesNotContain("%%");
        for (String command : Sonde.commandLine().getSubcommands().keySet()) {
            assertThat(Told.by(command, "--help").out())
                    .as(command)
                    .contains("Usage: sonde " + command)
                    .doesNotContain("SONDE_JAVA_HOME");
        }
    }

    @Test
    void knows_help_as_a_command() {
        assertThat(Told.by("help", "run").out())
                .isEqualTo(Told.by("run", "--help").out());
        assertThat(Told.by("help", "rnu").code()).isEqualTo(2);
    }
}
