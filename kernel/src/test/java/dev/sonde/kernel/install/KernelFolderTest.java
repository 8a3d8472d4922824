package dev.sonde.kernel.install;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;

class KernelFolderTest {

    private static final Path HOME = Path.of("/home/ada");

    @Test
    void follows_the_operating_system_for_the_user_s_kernels() {
        assertThat(new KernelFolder(Map.of(), "Linux", HOME).user())
                .hasToString("/home/ada/.local/share/jupyter/kernels");
        assertThat(new KernelFolder(Map.of(), "Mac OS X", HOME).user())
                .hasToString("/home/ada/Library/Jupyter/kernels");
    }

    @Test
    void prefers_the_variables_of_jupyter_and_of_the_desktop() {
        var xdg = Map.of("XDG_DATA_HOME", "/data");
        var jupyter = Map.of("XDG_DATA_HOME", "/data", "JUPYTER_DATA_DIR", "/j");

        assertThat(new KernelFolder(xdg, "Linux", HOME).user()).hasToString("/data/jupyter/kernels");
        assertThat(new KernelFolder(jupyter, "Linux", HOME).user()).hasToString("/j/kernels");
    }

    @Test
    void takes_the_virtual_environment_before_conda() {
        var both = Map.of("VIRTUAL_ENV", "/venv", "CONDA_PREFIX", "/conda");
        var conda = Map.of("VIRTUAL_ENV", "", "CONDA_PREFIX", "/conda");

        assertThat(new KernelFolder(both, "Linux", HOME).activeEnvironment())
                .hasToString("/venv/share/jupyter/kernels");
        assertThat(new KernelFolder(conda, "Linux", HOME).activeEnvironment())
                .hasToString("/conda/share/jupyter/kernels");
    }

    @Test
    void says_what_to_do_when_no_environment_is_active() {
        assertThatThrownBy(() -> new KernelFolder(Map.of(), "Linux", HOME).activeEnvironment())
                .isInstanceOf(InstallException.class)
                .hasMessage("No environment is active: neither VIRTUAL_ENV nor CONDA_PREFIX is set. "
                        + "Activate one, or give its folder with --prefix.");
    }

    @Test
    void takes_the_home_folder_that_jupyter_takes() {
        assertThat(KernelFolder.home(Map.of("HOME", "/tmp/h"), "Linux", "/home/ada"))
                .hasToString("/tmp/h");
        assertThat(KernelFolder.home(Map.of("HOME", ""), "Linux", "/home/ada")).hasToString("/home/ada");
        assertThat(KernelFolder.home(Map.of("HOME", "/c/ada"), "Windows 11", "ada"))
                .hasToString("ada");
    }
}
