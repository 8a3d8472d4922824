package dev.sonde.kernel.library;

import java.net.ConnectException;
import java.net.NoRouteToHostException;
import java.net.SocketTimeoutException;
import java.net.UnknownHostException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import javax.net.ssl.SSLException;
import org.eclipse.aether.collection.DependencyCollectionException;
import org.eclipse.aether.repository.RemoteRepository;
import org.eclipse.aether.resolution.ArtifactResolutionException;
import org.eclipse.aether.resolution.DependencyResolutionException;
import org.eclipse.aether.transfer.ArtifactNotFoundException;
import org.eclipse.aether.transfer.ChecksumFailureException;
import org.eclipse.aether.transfer.RepositoryOfflineException;

/** Why a library cannot be had, for somebody who does not know the resolver. */
final class LibraryErrors {
    private LibraryErrors() {}

    static LibraryException of(
            Exception failure, List<String> coordinates, LibraryPlace place, List<RemoteRepository> asked) {
        List<Throwable> causes = causes(failure);
        String wanted = String.join(", ", coordinates);
        String why = checksum(causes)
                .or(() -> offline(causes, place))
                .or(() -> network(causes))
                .or(() -> notFound(causes, asked))
                .orElseGet(() -> Optional.ofNullable(failure.getMessage()).orElse(failure.toString()));
        return new LibraryException(
                "Cannot get %s. %s Nothing was added to the class path.".formatted(wanted, why), failure);
    }

    private static Optional<String> checksum(List<Throwable> causes) {
        return causes.stream()
                .filter(ChecksumFailureException.class::isInstance)
                .map(ChecksumFailureException.class::cast)
                .findFirst()
                .map(error -> error.getActual().isEmpty()
                        ? "The repository has no checksum for a file, so nobody can tell whether it is whole."
                        : "A file is not what its checksum says (expected %s, got %s): it is damaged or was changed."
                                .formatted(error.getExpected(), error.getActual()));
    }

    private static Optional<String> offline(List<Throwable> causes, LibraryPlace place) {
        if (causes.stream().noneMatch(RepositoryOfflineException.class::isInstance)) {
            return Optional.empty();
        }
        String because = place.offline() ? "SONDE_OFFLINE is set" : "Maven's settings say offline";
        return Optional.of(
                "It is not in the local repository, and %s, so it is not fetched. Unset that, or fetch it once in another way."
                        .formatted(because));
    }

    private static Optional<String> network(List<Throwable> causes) {
        return causes.stream().filter(LibraryErrors::isNetwork).findFirst().map(error -> {
            String what = error instanceof UnknownHostException
                    ? "the name '%s' cannot be looked up".formatted(error.getMessage())
                    : String.valueOf(error.getMessage());
            return "The repository cannot be reached: %s. Check the network, or the proxy in ~/.m2/settings.xml."
                    .formatted(what);
        });
    }

    private static boolean isNetwork(Throwable error) {
        return error instanceof UnknownHostException
                || error instanceof ConnectException
                || error instanceof NoRouteToHostException
                || error instanceof SocketTimeoutException
                || error instanceof SSLException;
    }

    private static Optional<String> notFound(List<Throwable> causes, List<RemoteRepository> asked) {
        Set<String> missing = new LinkedHashSet<>();
        for (Throwable cause : causes) {
            if (cause instanceof ArtifactNotFoundException error && error.getArtifact() != null) {
                var artifact = error.getArtifact();
                missing.add(
                        "%s:%s:%s".formatted(artifact.getGroupId(), artifact.getArtifactId(), artifact.getVersion()));
            }
        }
        if (missing.isEmpty()) {
            return Optional.empty();
        }
        String places = asked.stream()
                .map(repository -> RepositoryAddress.shown(repository.getUrl()))
                .collect(Collectors.joining(", "));
        return Optional.of("%s is not in %s. Check the spelling, or name another repository with %%repo."
                .formatted(String.join(", ", missing), places));
    }

    /** The causes of a failure, those of each jar among them. */
    private static List<Throwable> causes(Throwable failure) {
        Set<Throwable> seen = Collections.newSetFromMap(new IdentityHashMap<>());
        var found = new ArrayList<Throwable>();
        var open = new ArrayDeque<Throwable>(List.of(failure));
        while (!open.isEmpty()) {
            Throwable at = open.poll();
            if (!seen.add(at)) {
                continue;
            }
            found.add(at);
            Optional.ofNullable(at.getCause()).ifPresent(open::add);
            if (at instanceof DependencyCollectionException collection) {
                open.addAll(collection.getResult().getExceptions());
            } else if (at instanceof DependencyResolutionException resolution) {
                resolution.getResult().getCollectExceptions().forEach(open::add);
                resolution.getResult().getArtifactResults().forEach(result -> open.addAll(result.getExceptions()));
            } else if (at instanceof ArtifactResolutionException artifacts) {
                artifacts.getResults().forEach(result -> open.addAll(result.getExceptions()));
            }
        }
        return found;
    }
}
