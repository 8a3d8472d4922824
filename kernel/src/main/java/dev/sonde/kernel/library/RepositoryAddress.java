package dev.sonde.kernel.library;

import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Addresses of repositories, as users write them. */
final class RepositoryAddress {

    private static final Set<String> THIS_MACHINE = Set.of("localhost", "127.0.0.1", "[::1]");

    private RepositoryAddress() {}

    /**
     * Reads an address: an {@code https} URL, {@code http} on this machine, or an existing folder.
     *
     * @throws LibraryException for anything else
     */
    static URI of(String address) {
        if (address.matches("[a-z]+://.*")) {
            return url(address);
        }
        try {
            Path folder = Path.of(address.startsWith("file:") ? address.substring("file:".length()) : address);
            if (Files.isDirectory(folder)) {
                return folder.toAbsolutePath().normalize().toUri();
            }
        } catch (InvalidPathException e) {
            throw none(address, e);
        }
        throw none(address, null);
    }

    private static URI url(String address) {
        try {
            URI uri = new URI(address);
            boolean here =
                    "file".equals(uri.getScheme()) || (uri.getHost() != null && THIS_MACHINE.contains(uri.getHost()));
            if (here || "https".equals(uri.getScheme())) {
                return uri;
            }
        } catch (URISyntaxException e) {
            throw none(address, e);
        }
        throw new LibraryException(
                "'%s' would be read in the clear, so anybody on the way could change what runs here. Use https."
                        .formatted(shown(address)));
    }

    private static LibraryException none(String address, @Nullable Exception cause) {
        String message =
                "'%s' is no repository: give an https URL, an existing folder, or mavenLocal.".formatted(address);
        return cause == null ? new LibraryException(message) : new LibraryException(message, cause);
    }

    /** Without a password, and without a slash at its end. */
    static String shown(String url) {
        return url.replaceFirst("(?<=://)[^/@\\s]+@", "").replaceFirst("(?<=[^/:])/$", "");
    }
}
