package dev.sonde.kernel.library;

import java.util.function.Consumer;
import org.eclipse.aether.AbstractRepositoryListener;
import org.eclipse.aether.RepositoryEvent;
import org.eclipse.aether.RepositoryListener;
import org.eclipse.aether.transfer.AbstractTransferListener;
import org.eclipse.aether.transfer.TransferEvent;
import org.eclipse.aether.transfer.TransferResource;

/** Tells of each jar that is fetched, and from where, before it is. */
final class FetchProgress extends AbstractTransferListener {

    private final Consumer<String> tell;

    FetchProgress(Consumer<String> tell) {
        this.tell = tell;
    }

    @Override
    public void transferInitiated(TransferEvent event) {
        TransferResource resource = event.getResource();
        String name = resource.getResourceName();
        if (name.endsWith("." + LibraryResolver.JAR)) {
            tell.accept("  %s from %s"
                    .formatted(
                            name.substring(name.lastIndexOf('/') + 1),
                            RepositoryAddress.shown(resource.getRepositoryUrl())));
        }
    }

    /** Tells of descriptions that cannot be read: what such a library depends on is not known then. */
    RepositoryListener descriptors() {
        return new AbstractRepositoryListener() {
            @Override
            public void artifactDescriptorInvalid(RepositoryEvent event) {
                tell.accept("The description (POM) of %s is wrong, so what it depends on is not fetched."
                        .formatted(event.getArtifact()));
            }
        };
    }
}
