package dev.sonde.kernel.library;

import java.nio.file.Path;
import java.util.List;
import java.util.function.Consumer;
import org.apache.maven.repository.internal.MavenRepositorySystemUtils;
import org.eclipse.aether.ConfigurationProperties;
import org.eclipse.aether.DefaultRepositorySystemSession;
import org.eclipse.aether.RepositorySystem;
import org.eclipse.aether.artifact.Artifact;
import org.eclipse.aether.collection.CollectRequest;
import org.eclipse.aether.collection.DependencyCollectionException;
import org.eclipse.aether.graph.Dependency;
import org.eclipse.aether.graph.DependencyNode;
import org.eclipse.aether.repository.LocalArtifactRequest;
import org.eclipse.aether.repository.LocalRepository;
import org.eclipse.aether.repository.RemoteRepository;
import org.eclipse.aether.resolution.ArtifactResult;
import org.eclipse.aether.resolution.DependencyRequest;
import org.eclipse.aether.resolution.DependencyResolutionException;
import org.eclipse.aether.supplier.RepositorySystemSupplier;
import org.eclipse.aether.util.graph.visitor.PreorderNodeListGenerator;
import org.eclipse.aether.util.repository.SimpleArtifactDescriptorPolicy;
import org.eclipse.aether.util.repository.SimpleResolutionErrorPolicy;

/** Maven's own resolver, set up as the user's settings say. */
record MavenEngine(RepositorySystem system, DefaultRepositorySystemSession session) {

    private static final int SILENCE_MILLIS = 60_000; // its own limit is half an hour

    /**
     * Starts one.
     *
     * @throws LibraryException if Maven's settings cannot be read
     */
    static MavenEngine start(LibraryPlace place) {
        MavenSettings settings = MavenSettings.read(place.settingsFile());
        Path local = place.localRepository().or(settings::localRepository).orElseGet(() -> place.settingsFile()
                .resolveSibling("repository"));
        RepositorySystem system = new RepositorySystemSupplier().get();
        DefaultRepositorySystemSession session = MavenRepositorySystemUtils.newSession();
        session.setSystemProperties(System.getProperties());
        session.setConfigProperty(ConfigurationProperties.REQUEST_TIMEOUT, SILENCE_MILLIS);
        session.setLocalRepositoryManager(
                system.newLocalRepositoryManager(session, new LocalRepository(local.toFile())));
        session.setOffline(place.offline() || settings.offline());
        session.setArtifactDescriptorPolicy(new SimpleArtifactDescriptorPolicy(false, true));
        session.setResolutionErrorPolicy(new SimpleResolutionErrorPolicy(false, false)); // tomorrow it may be there
        settings.apply(session);
        return new MavenEngine(system, session);
    }

    Path localRepository() {
        return session.getLocalRepository().getBasedir().toPath();
    }

    /** The repositories with the mirrors, proxies and passwords of the settings. */
    List<RemoteRepository> asked(List<RemoteRepository> repositories) {
        return system.newResolutionRepositories(session, repositories);
    }

    /** The jars of {@code wanted} and of what they depend on, in class path order; fetches what is not here. */
    List<Library> jars(List<Dependency> wanted, List<RemoteRepository> asked, Consumer<String> tell)
            throws DependencyCollectionException, DependencyResolutionException {
        var progress = new FetchProgress(tell);
        session.setTransferListener(progress);
        session.setRepositoryListener(progress.descriptors());
        var request = new CollectRequest(wanted, List.of(), asked);
        DependencyNode root = system.collectDependencies(session, request).getRoot();
        announce(root, tell);
        var jars = system.resolveDependencies(session, new DependencyRequest(root, null))
                .getArtifactResults();
        return jars.stream()
                .map(ArtifactResult::getArtifact)
                .filter(artifact -> artifact.getExtension().equals(LibraryResolver.JAR))
                .map(MavenEngine::library)
                .toList();
    }

    private void announce(DependencyNode root, Consumer<String> tell) {
        var nodes = new PreorderNodeListGenerator();
        root.accept(nodes);
        List<String> missing = nodes.getNodes().stream()
                .filter(node -> node.getArtifact() != null && !here(node))
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

    private boolean here(DependencyNode node) {
        var request = new LocalArtifactRequest(node.getArtifact(), node.getRepositories(), "");
        return session.getLocalRepositoryManager().find(session, request).isAvailable();
    }

    private static Library library(Artifact artifact) {
        return new Library(
                artifact.getGroupId(),
                artifact.getArtifactId(),
                artifact.getVersion(),
                artifact.getFile().toPath());
    }
}
