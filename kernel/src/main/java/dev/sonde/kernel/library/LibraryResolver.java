package dev.sonde.kernel.library;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CancellationException;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import org.eclipse.aether.artifact.DefaultArtifact;
import org.eclipse.aether.collection.DependencyCollectionException;
import org.eclipse.aether.graph.Dependency;
import org.eclipse.aether.repository.RemoteRepository;
import org.eclipse.aether.resolution.DependencyResolutionException;

/**
 * Resolves coordinates to jars, those they depend on included: all or none.
 *
 * <p>What is to be fetched, and from where, is told before it is. Not for several threads at once.
 */
public final class LibraryResolver {

    static final String JAR = "jar";

    private final LibraryPlace place;
    private final RepositoryList repositories;
    private Optional<MavenEngine> engine = Optional.empty();

    /** A resolver that asks Maven Central first. */
    public LibraryResolver(LibraryPlace place) {
        this(place, RepositoryList.central());
    }

    LibraryResolver(LibraryPlace place, List<RemoteRepository> repositories) {
        this(place, new RepositoryList(repositories));
    }

    private LibraryResolver(LibraryPlace place, RepositoryList repositories) {
        this.place = place;
        this.repositories = repositories;
    }

    /** The repositories, in the order in which they are asked: name and address. */
    public List<String> repositories() {
        return repositories.all().stream().map(RepositoryList::told).toList();
    }

    /**
     * The folder where fetched jars are kept; it is looked in before any repository.
     *
     * @throws LibraryException if Maven's settings cannot be read
     */
    public Path localRepository() {
        return engine().localRepository();
    }

    /**
     * Asks one more repository, after the others.
     *
     * @param address an {@code https} URL, or a folder
     * @return false if it was there already
     * @throws LibraryException if the address is none, or would be read over the network in the clear
     */
    public boolean addRepository(String address) {
        return repositories.add(address);
    }

    /**
     * Resolves all coordinates together, so that they agree on what they share.
     *
     * @param coordinates each {@code group:artifact:version}
     * @param tell hears what is about to happen, a line at a time
     * @return jars in class path order, the given ones first
     * @throws LibraryException if any jar cannot be had; then none is
     * @throws CancellationException if the thread is interrupted, which ends it also where a repository does not answer
     */
    public List<Library> resolve(List<String> coordinates, Consumer<String> tell) {
        List<Dependency> wanted =
                coordinates.stream().map(LibraryResolver::dependency).toList();
        MavenEngine running = engine();
        List<RemoteRepository> asked = running.asked(repositories.all());
        tell.accept("Looking for %s in %s%s"
                .formatted(String.join(", ", coordinates), running.localRepository(), then(running, asked)));
        var work = new AbandonableWork();
        try {
            return work.await(() -> jars(running, coordinates, wanted, asked, work.whileAwaited(tell)));
        } catch (CancellationException interrupted) {
            engine = Optional.empty(); // the thread left behind may go on with this one
            throw interrupted;
        }
    }

    private static String then(MavenEngine running, List<RemoteRepository> asked) {
        return running.session().isOffline()
                ? " only: offline"
                : asked.stream().map(RepositoryList::told).collect(Collectors.joining(", ", ", then in ", ""));
    }

    private List<Library> jars(
            MavenEngine running,
            List<String> coordinates,
            List<Dependency> wanted,
            List<RemoteRepository> asked,
            Consumer<String> tell) {
        try {
            return running.jars(wanted, asked, tell);
        } catch (DependencyCollectionException | DependencyResolutionException e) {
            throw LibraryErrors.of(e, coordinates, place, asked);
        }
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

    private MavenEngine engine() {
        if (engine.isEmpty()) {
            engine = Optional.of(MavenEngine.start(place));
        }
        return engine.get();
    }
}
