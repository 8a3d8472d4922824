package dev.sonde.kernel.install;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** Where Jupyter looks for kernels; the rules of {@code jupyter --paths}. */
public final class KernelFolder {

    private final Map<String, String> environment;
    private final String os;
    private final Path userHome;

    /**
     * Rules for a machine.
     *
     * @param environment its variables
     * @param os {@code os.name} of the JVM
     * @param userHome the user's home folder
     */
    public KernelFolder(Map<String, String> environment, String os, Path userHome) {
        this.environment = Map.copyOf(environment);
        this.os = os.toLowerCase(Locale.ROOT);
        this.userHome = userHome;
    }

    /** Rules for this machine. */
    public static KernelFolder ofThisMachine() {
        String os = System.getProperty("os.name", "");
        return new KernelFolder(System.getenv(), os, home(System.getenv(), os, System.getProperty("user.home", ".")));
    }

    /** Python, and with it Jupyter, believes {@code HOME}; Java asks the system who the user is. */
    static Path home(Map<String, String> environment, String os, String userHome) {
        String home = environment.getOrDefault("HOME", "");
        boolean unix = !os.toLowerCase(Locale.ROOT).startsWith("windows");
        return Path.of(unix && home.startsWith("/") ? home : userHome);
    }

    /** Kernels of the user: {@code JUPYTER_DATA_DIR}, else the place of the operating system. */
    public Path user() {
        return variable("JUPYTER_DATA_DIR").orElseGet(this::userData).resolve("kernels");
    }

    private Path userData() {
        if (os.startsWith("mac")) {
            return userHome.resolve("Library").resolve("Jupyter");
        }
        if (os.startsWith("windows")) {
            return variable("APPDATA")
                    .orElse(userHome.resolve("AppData").resolve("Roaming"))
                    .resolve("jupyter");
        }
        return variable("XDG_DATA_HOME")
                .orElse(userHome.resolve(".local").resolve("share"))
                .resolve("jupyter");
    }

    /** Kernels of an installation of Python or of anything else with a {@code share} folder. */
    public Path prefix(Path prefix) {
        return prefix.resolve("share").resolve("jupyter").resolve("kernels");
    }

    /**
     * Kernels of the active virtual or Conda environment: {@code VIRTUAL_ENV}, else {@code CONDA_PREFIX}.
     *
     * @throws InstallException if neither is set
     */
    public Path activeEnvironment() {
        return activePrefix()
                .map(this::prefix)
                .orElseThrow(
                        () -> new InstallException("No environment is active: neither VIRTUAL_ENV nor CONDA_PREFIX "
                                + "is set. Activate one, or give its folder with --prefix."));
    }

    private Optional<Path> activePrefix() {
        return variable("VIRTUAL_ENV").or(() -> variable("CONDA_PREFIX"));
    }

    /** Every folder that a kernel may be installed in, in the order in which Jupyter looks. */
    public List<Path> searched() {
        var folders = new ArrayList<Path>();
        variable("JUPYTER_PATH").ifPresent(path -> folders.add(path.resolve("kernels")));
        activePrefix().map(this::prefix).ifPresent(folders::add);
        folders.add(user());
        if (!os.startsWith("windows")) {
            folders.add(prefix(Path.of("/usr/local")));
            folders.add(prefix(Path.of("/usr")));
        }
        return folders;
    }

    private Optional<Path> variable(String name) {
        return Optional.ofNullable(environment.get(name))
                .filter(value -> !value.isBlank())
                .map(Path::of);
    }
}
