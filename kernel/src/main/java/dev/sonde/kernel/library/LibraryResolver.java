package dev.sonde.kernel.library;

import java.net.URI;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import org.apache.maven.repository.internal.MavenRepositorySystemUtils;
import org.eclipse.aether.DefaultRepositorySystemSession;
import org.eclipse.aether.RepositorySystem;
import org.eclipse.aether.artifact.Artifact;
import org.eclipse.aether.artifact.DefaultArtifact;
import org.eclipse.aether.collection.CollectRequest;
import org.eclipse.aether.collection.DependencyCollectionException;
import org.eclipse.aether.graph.Dependency;
import org.eclipse.aether.graph.DependencyNode;
import org.eclipse.aether.repository.LocalArtifactRequest;
import org.eclipse.aether.repository.LocalRepository;
import org.eclipse.aether.repository.RemoteRepository;
import org.eclipse.aether.repository.RepositoryPolicy;
import org.eclipse.aether.resolution.ArtifactResult;
import org.eclipse.aether.resolution.DependencyRequest;
import org.eclipse.aether.resolution.DependencyResolutionException;
import org.eclipse.aether.supplier.RepositorySystemSupplier;
import org.eclipse.aether.util.graph.visitor.PreorderNodeListGenerator;
import org.eclipse.aether.util.repository.SimpleArtifactDescriptorPolicy;
import org.eclipse.aether.util.repository.SimpleResolutionErrorPolicy;

/**
 * Resolves coordinates to jars, those they depend on included: all or none.
 *
 * <p>Checksums must be there and right, except in folders, which have none. What is to be fetched, and from where, is
 * told before it is. Not for several threads at once.
 */
public final class LibraryResolver {

    static final String JAR = "jar";
    private static final RemoteRepository CENTRAL =
            repository("central", "https://repo.maven.apache.org/maven2", RepositoryPolicy.CHECKSUM_POLICY_FAIL);

    private final LibraryPlace place;
    private final List<RemoteRepository> repositories;
    private Optional<Engine> engine = Optional.empty();

    private record Engine(RepositorySystem system, DefaultRepositorySystemSession session) {}

    /** A resolver that asks Maven Central first. */
    public LibraryResolver(LibraryPlace place) {
        this(place, List.of(CENTRAL));
    }

    LibraryResolver(LibraryPlace place, List<RemoteRepository> repositories) {
        this.place = place;
        this.repositories = new ArrayList<>(repositories);
    }

    /** The repositories, in the order in which they are asked: name and address. */
    public List<String> repositories() {
        return repositories.stream().map(LibraryResolver::told).toList();
    }

    /**
     * The folder where fetched jars are kept; it is looked in before any repository.
     *
     * @throws LibraryException if Maven's settings cannot be read
     */
    public Path localRepository() {
        return engine().session().getLocalRepository().getBasedir().toPath();
    }

    /**
     * Asks one more repository, after the others.
     *
     * @param address an {@code https} URL, or a folder
     * @return false if it was there already
     * @throws LibraryException if the address is none, or would be read over the network in the clear
     */
    public boolean addRepository(String address) {
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

    private static RemoteRepository repository(String id, String url, String checksums) {
        var policy = new RepositoryPolicy(true, RepositoryPolicy.UPDATE_POLICY_DAILY, checksums);
        return new RemoteRepository.Builder(id, "default", url)
                .setPolicy(policy)
                .build();
    }

    private static String told(RemoteRepository repository) {
        return "%s (%s)".formatted(repository.getId(), RepositoryAddress.shown(repository.getUrl()));
    }

    /**
     * Resolves all coordinates together, so that they agree on what they share.
     *
     * @param coordinates each {@code group:artifact:version}
     * @param tell hears what is about to happen, a line at a time
     * @return jars in class path order, the given ones first
     * @throws LibraryException if any jar cannot be had; then none is
     */
    public List<Library> resolve(List<String> coordinates, Consumer<String> tell) {
        List<Dependency> wanted =
                coordinates.stream().map(LibraryResolver::dependency).toList();
        Engine running = engine();
        List<RemoteRepository> asked = running.system().newResolutionRepositories(running.session(), repositories);
        boolean offline = running.session().isOffline();
        tell.accept("Looking for %s in %s%s"
                .formatted(
                        String.join(", ", coordinates),
                        running.session().getLocalRepository().getBasedir(),
                        offline
                                ? " only: offline"
                                : asked.stream()
                                        .map(LibraryResolver::told)
                                        .collect(Collectors.joining(", ", ", then in ", ""))));
        var progress = new FetchProgress(tell);
        running.session().setTransferListener(progress);
        running.session().setRepositoryListener(progress.descriptors());
        try {
            var request = new CollectRequest(wanted, List.of(), asked);
            DependencyNode root = running.system()
                    .collectDependencies(running.session(), request)
                    .getRoot();
            announce(running, root, tell);
            var jars = running.system()
                    .resolveDependencies(running.session(), new DependencyRequest(root, null))
                    .getArtifactResults();
            return jars.stream()
                    .map(ArtifactResult::getArtifact)
                    .filter(artifact -> artifact.getExtension().equals(JAR))
                    .map(LibraryResolver::library)
                    .toList();
        } catch (DependencyCollectionException | DependencyResolutionException e) {
            throw LibraryErrors.of(e, coordinates, place, asked);
        }
    }

    private static Library library(Artifact artifact) {
        return new Library(
                artifact.getGroupId(),
                artifact.getArtifactId(),
                artifact.getVersion(),
                artifact.getFile().toPath());
    }

    private static void announce(Engine running, DependencyNode root, Consumer<String> tell) {
        var nodes = new PreorderNodeListGenerator();
        root.accept(nodes);
        List<String> missing = nodes.getNodes().stream()
                .filter(node -> node.getArtifact() != null && !here(running, node))
                .map(node -> {
                    Artifact jar = node.getArtifact();
                    return "%s:%s:%s".formatted(jar.getGroupId(), jar.getArtifactId(), jar.getVersion());
                })
                .toList();
        if (!missing.isEmpty()) {
            tell.accept("Fetching %d jar%s: %s"
                    .formatted(missing.size(), missing.size() == 1 ? "" : "s", String.join(", ", missing)));
        }
    }

    private static boolean here(Engine running, DependencyNode node) {
        var request = new LocalArtifactRequest(node.getArtifact(), node.getRepositories(), "");
        return running.session()
                .getLocalRepositoryManager()
                .find(running.session(), request)
                .isAvailable();
    }

    private static Dependency dependency(String coordinates) {
        try {
            return new Dependency(new DefaultArtifact(coordinates), "runtime");
        } catch (IllegalArgumentException e) {
            throw new LibraryException(
                    "'%s' are no coordinates. Write group:artifact:version, such as com.google.guava:guava:33.0.0-jre."
                            .formatted(coordinates),
                    e);
        }
    }

    private Engine engine() {
        if (engine.isEmpty()) {
            engine = Optional.of(start());
        }
        return engine.get();
    }

    private Engine start() {
        MavenSettings settings = MavenSettings.read(place.settingsFile());
        Path local = place.localRepository().or(settings::localRepository).orElseGet(() -> place.settingsFile()
                .resolveSibling("repository"));
        RepositorySystem system = new RepositorySystemSupplier().get();
        DefaultRepositorySystemSession session = MavenRepositorySystemUtils.newSession();
        session.setSystemProperties(System.getProperties());
        session.setLocalRepositoryManager(
                system.newLocalRepositoryManager(session, new LocalRepository(local.toFile())));
        session.setOffline(place.offline() || settings.offline());
        session.setArtifactDescriptorPolicy(new SimpleArtifactDescriptorPolicy(false, true));
        session.setResolutionErrorPolicy(new SimpleResolutionErrorPolicy(false, false)); // tomorrow it may be there
        settings.apply(session);
        return new Engine(system, session);
    }
}
