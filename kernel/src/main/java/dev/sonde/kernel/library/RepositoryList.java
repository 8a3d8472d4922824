package dev.sonde.kernel.library;

import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import org.eclipse.aether.repository.RemoteRepository;
import org.eclipse.aether.repository.RepositoryPolicy;

/** The repositories that are asked, in their order. Checksums must be there and right, except in folders, which have none. */
final class RepositoryList {

    private static final RemoteRepository CENTRAL =
            repository("central", "https://repo.maven.apache.org/maven2", RepositoryPolicy.CHECKSUM_POLICY_FAIL);

    private final List<RemoteRepository> repositories;

    RepositoryList(List<RemoteRepository> repositories) {
        this.repositories = new ArrayList<>(repositories);
    }

    /** Maven Central alone. */
    static RepositoryList central() {
        return new RepositoryList(List.of(CENTRAL));
    }

    List<RemoteRepository> all() {
        return List.copyOf(repositories);
    }

    /**
     * Asks one more, after the others.
     *
     * @return false if it was there already
     * @throws LibraryException if the address is none, or would be read over the network in the clear
     */
    boolean add(String address) {
        URI uri = RepositoryAddress.of(address);
        boolean folder = "file".equals(uri.getScheme());
        if (repositories.stream().anyMatch(known -> known.getUrl().equals(uri.toString()))) {
            return false;
        }
        repositories.add(repository(
                "repo" + repositories.size(),
                uri.toString(),
                folder ? RepositoryPolicy.CHECKSUM_POLICY_WARN : RepositoryPolicy.CHECKSUM_POLICY_FAIL));
        return true;
    }

    /** Name and address, for a user. */
    static String told(RemoteRepository repository) {
        return "%s (%s)".formatted(repository.getId(), RepositoryAddress.shown(repository.getUrl()));
    }

    private static RemoteRepository repository(String id, String url, String checksums) {
        var policy = new RepositoryPolicy(true, RepositoryPolicy.UPDATE_POLICY_DAILY, checksums);
        return new RemoteRepository.Builder(id, "default", url)
                .setPolicy(policy)
                .build();
    }
}
