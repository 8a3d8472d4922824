package dev.sonde.kernel.magic;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Map;
import org.junit.jupiter.api.Test;

class EnvMagicTest {

    @Test
    void hides_what_looks_secret() {
        var environment = Map.of(
                "HF_TOKEN", "hf_abc",
                "AWS_SECRET_ACCESS_KEY", "abc",
                "db_password", "abc",
                "GITHUB_PAT", "abc",
                "http_proxy", "http://me:abc@proxy:8080",
                "PATH", "/bin",
                "PWD", "/home/me");

        assertThat(EnvMagic.all(environment)).isEqualTo("""
                        AWS_SECRET_ACCESS_KEY=(hidden)
                        GITHUB_PAT=(hidden)
                        HF_TOKEN=(hidden)
                        PATH=/bin
                        PWD=/home/me
                        db_password=(hidden)
                        http_proxy=http://(hidden)@proxy:8080
                        """);
        assertThat(EnvMagic.one("HF_TOKEN", environment)).isEqualTo("HF_TOKEN=(hidden)\n");
    }

    @Test
    void suggests_a_variable_for_a_mistyped_name() {
        assertThatThrownBy(() -> EnvMagic.one("PAHT", Map.of("PATH", "/bin")))
                .hasMessage("No variable 'PAHT' is set; did you mean PATH?");
    }

    @Test
    void says_that_a_variable_cannot_be_set() {
        assertThatThrownBy(() -> EnvMagic.one("A=1", Map.of()))
                .hasMessage("A running process cannot change its environment."
                        + " Run 'sonde install --env A=1 --replace' and restart the kernel.");
    }
}
