package dev.sonde.kernel.install;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class InstallationTest {

    private static final KernelSpec SPEC =
            new KernelSpec("Sonde", List.of("/opt/sonde/bin/sonde", "kernel", "{connection_file}"), Map.of("A", "b"));

    @TempDir
    private Path kernels;

    @Test
    void writes_what_jupyter_needs() throws Exception {
        Path folder = new Installation(kernels, "Sonde").write(SPEC, false);

        var json = new ObjectMapper().readTree(folder.resolve("kernel.json").toFile());
        assertThat(folder).isEqualTo(kernels.resolve("sonde"));
        assertThat(json.get("argv")).hasToString("[\"/opt/sonde/bin/sonde\",\"kernel\",\"{connection_file}\"]");
        assertThat(json.get("interrupt_mode").asText()).isEqualTo("message");
        assertThat(json.get("language").asText()).isEqualTo("kotlin");
        assertThat(json.at("/env/A").asText()).isEqualTo("b");
        assertThat(ImageIO.read(folder.resolve("logo-64x64.png").toFile()).getWidth())
                .isEqualTo(64);
        assertThat(ImageIO.read(folder.resolve("logo-32x32.png").toFile()).getWidth())
                .isEqualTo(32);
        assertThat(folder.resolve("logo-svg.svg")).content().startsWith("<svg");
    }

    @Test
    void overwrites_only_when_told() {
        var installation = new Installation(kernels, "sonde");
        installation.write(SPEC, false);
        var other = new KernelSpec("Other", SPEC.argv(), Map.of());

        assertThatThrownBy(() -> installation.write(other, false))
                .hasMessage(
                        "A kernel 'sonde' is already in %s. Add --replace to overwrite it, or choose another --name."
                                .formatted(kernels.resolve("sonde")));
        installation.write(other, true);

        assertThat(installation.folder().resolve("kernel.json")).content().contains("Other");
    }

    @Test
    void removes_what_it_wrote_and_nothing_else() throws Exception {
        var installation = new Installation(kernels, "sonde");
        Path folder = installation.write(SPEC, false);
        Files.writeString(folder.resolve("mine.txt"), "kept");

        installation.remove();

        assertThat(folder).isDirectoryContaining(file -> file.endsWith("mine.txt"));
        assertThat(installation.exists()).isFalse();
    }

    @Test
    void refuses_a_name_that_is_a_path() {
        assertThatThrownBy(() -> new Installation(kernels, "../x"))
                .hasMessage("'../x' is no kernel name. Use letters, digits, '-', '_' and '.' only.");
    }
}
