package dev.sonde.kernel.install;

import dev.sonde.suite.FileTrouble;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.regex.Pattern;

/**
 * A kernel's folder among those of Jupyter.
 *
 * @param kernels where Jupyter looks, see {@link KernelFolder}
 * @param name the folder's and the kernel's name: letters, digits, {@code -}, {@code _} and {@code .}
 */
public record Installation(Path kernels, String name) {

    private static final Pattern NAME = Pattern.compile("[A-Za-z0-9._-]+");
    private static final List<String> LOGOS = List.of("logo-32x32.png", "logo-64x64.png", "logo-svg.svg");

    /**
     * Checks the name; front ends fold its case, so it is kept in lower case.
     *
     * @throws InstallException if the name has other characters
     */
    public Installation {
        if (!NAME.matcher(name).matches()) {
            throw new InstallException(
                    "'%s' is no kernel name. Use letters, digits, '-', '_' and '.' only.".formatted(name));
        }
        name = name.toLowerCase(Locale.ROOT);
    }

    /** The kernel's own folder. */
    public Path folder() {
        return kernels.resolve(name);
    }

    /** Whether a kernel of this name is there. */
    public boolean exists() {
        return Files.exists(folder().resolve("kernel.json"));
    }

    /**
     * Writes the kernelspec and its logos.
     *
     * @param replace whether a kernel of the same name may be overwritten
     * @return the kernel's folder
     * @throws InstallException if there is one and it may not, or if the folder cannot be written
     */
    public Path write(KernelSpec spec, boolean replace) {
        if (exists() && !replace) {
            throw new InstallException(
                    "A kernel '%s' is already in %s. Add --replace to overwrite it, or choose another --name."
                            .formatted(name, folder()));
        }
        try {
            Files.createDirectories(folder());
            Files.writeString(folder().resolve("kernel.json"), spec.json());
            for (String logo : LOGOS) {
                copy(logo);
            }
            return folder();
        } catch (IOException e) {
            throw new InstallException("Cannot write %s (%s). Choose another place with --prefix or --user."
                    .formatted(folder(), FileTrouble.reason(e)));
        }
    }

    private void copy(String logo) throws IOException {
        try (InputStream in = Objects.requireNonNull(Installation.class.getResourceAsStream(logo), logo)) {
            Files.copy(in, folder().resolve(logo), StandardCopyOption.REPLACE_EXISTING);
        }
    }

    /**
     * Deletes the files that {@link #write} made, and the folder if nothing else is in it.
     *
     * @throws InstallException if there is no such kernel, or it cannot be deleted
     */
    public void remove() {
        if (!exists()) {
            throw new InstallException(
                    "No kernel '%s' is in %s, so there is nothing to remove.".formatted(name, kernels));
        }
        try {
            Files.deleteIfExists(folder().resolve("kernel.json"));
            for (String logo : LOGOS) {
                Files.deleteIfExists(folder().resolve(logo));
            }
            try (var rest = Files.list(folder())) {
                if (rest.findAny().isPresent()) {
                    return;
                }
            }
            Files.delete(folder());
        } catch (IOException e) {
            throw new InstallException(
                    "Cannot remove %s (%s). Delete the folder by hand.".formatted(folder(), FileTrouble.reason(e)));
        }
    }
}
