package dev.sonde.kernel.cli;

import dev.sonde.kernel.install.Installation;
import dev.sonde.kernel.install.KernelFolder;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Option;

/** The options that say where a kernelspec is and how it is called. */
final class KernelPlace {

    @ArgGroup(exclusive = true)
    private @Nullable Place place;

    @Option(names = "--name", defaultValue = "sonde", description = "The kernel's name (default: ${DEFAULT-VALUE}).")
    private String name = "sonde";

    /** One of three places. */
    private static final class Place {
        @Option(names = "--user", description = "For this user; the default.")
        private boolean user;

        @Option(names = "--prefix", paramLabel = "DIR", description = "Below DIR/share/jupyter/kernels.")
        private @Nullable Path prefix;

        @Option(
                names = "--sys-prefix",
                description = "In the active Python environment: VIRTUAL_ENV, else CONDA_PREFIX.")
        private boolean sysPrefix;
    }

    Installation installation() {
        var folders = KernelFolder.ofThisMachine();
        if (place != null && place.prefix != null) {
            return new Installation(folders.prefix(place.prefix.toAbsolutePath().normalize()), name);
        }
        boolean active = place != null && place.sysPrefix;
        return new Installation(active ? folders.activeEnvironment() : folders.user(), name);
    }
}
