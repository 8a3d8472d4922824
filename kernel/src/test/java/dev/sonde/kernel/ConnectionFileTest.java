package dev.sonde.kernel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

@DisabledOnOs(OS.WINDOWS)
class ConnectionFileTest {

    @TempDir
    private Path folder;

    @Test
    void a_file_as_jupyter_writes_it_gives_no_concern() throws IOException {
        var file = ConnectionFile.read(file("127.0.0.1", "secret", "rw-------"));

        assertThat(file.properties().getKey()).isEqualTo("secret");
        assertThat(file.concerns()).isEmpty();
    }

    @Test
    void an_empty_key_means_that_messages_are_not_authenticated() throws IOException {
        assertThat(ConnectionFile.read(file("127.0.0.1", "", "rw-r--r--")).concerns())
                .containsExactly("The connection file has an empty key: messages are not authenticated, and whoever "
                        + "reaches the ports runs cells.");
    }

    @Test
    void an_address_of_every_network_is_taken_as_it_is_and_said() throws IOException {
        for (String ip : new String[] {"0.0.0.0", "*", "::"}) {
            var file = ConnectionFile.read(file(ip, "secret", "rw-------"));

            assertThat(file.properties().getIp()).isEqualTo(ip);
            assertThat(file.concerns())
                    .containsExactly(
                            "The connection file's ip is %s: the kernel listens to every network of this machine."
                                    .formatted(ip));
        }
    }

    @Test
    void a_key_that_others_on_the_machine_can_read_is_said_without_the_key() throws IOException {
        Path file = file("127.0.0.1", "secret", "rw-r--r--");

        assertThat(ConnectionFile.read(file).concerns())
                .containsExactly(
                        "Others on this machine can read the connection file '%s', and with it the key. Run 'chmod 600' on it."
                                .formatted(file));
    }

    @Test
    void a_file_of_another_kind_is_refused_in_one_sentence() throws IOException {
        for (String text : new String[] {"", "version: 1", "[1]", "{\"shell_port\": \"x\"}"}) {
            Path other = Files.writeString(folder.resolve("s.yaml"), text);

            assertThatThrownBy(() -> ConnectionFile.read(other))
                    .hasMessage("'%s' is not a connection file as Jupyter writes it: JSON with ports and a key."
                            .formatted(other));
        }
    }

    private Path file(String ip, String key, String permissions) throws IOException {
        Path file = folder.resolve("kernel.json");
        Files.writeString(file, """
                {"ip": "%s", "transport": "tcp", "signature_scheme": "hmac-sha256", "key": "%s",
                 "shell_port": 1, "iopub_port": 2, "stdin_port": 3, "control_port": 4, "hb_port": 5}
                """.formatted(ip, key));
        return Files.setPosixFilePermissions(file, PosixFilePermissions.fromString(permissions));
    }
}
