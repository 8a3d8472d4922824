package dev.sonde.kernel.library;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.apache.maven.settings.Settings;
import org.apache.maven.settings.building.DefaultSettingsBuilderFactory;
import org.apache.maven.settings.building.DefaultSettingsBuildingRequest;
import org.apache.maven.settings.building.SettingsBuildingException;
import org.eclipse.aether.DefaultRepositorySystemSession;
import org.eclipse.aether.repository.Authentication;
import org.eclipse.aether.repository.AuthenticationContext;
import org.eclipse.aether.repository.Proxy;
import org.eclipse.aether.util.repository.AuthenticationBuilder;
import org.eclipse.aether.util.repository.DefaultAuthenticationSelector;
import org.eclipse.aether.util.repository.DefaultMirrorSelector;
import org.eclipse.aether.util.repository.DefaultProxySelector;
import org.eclipse.aether.util.repository.JreProxySelector;

/** What a user's {@code settings.xml} says: local repository, mirrors, proxies, passwords. */
final class MavenSettings {

    private final Settings settings;

    private MavenSettings(Settings settings) {
        this.settings = settings;
    }

    /**
     * Reads a file; one that is not there says nothing.
     *
     * @throws LibraryException if it cannot be read
     */
    static MavenSettings read(Path file) {
        if (!Files.isRegularFile(file)) {
            return new MavenSettings(new Settings());
        }
        var request = new DefaultSettingsBuildingRequest()
                .setUserSettingsFile(file.toFile())
                .setSystemProperties(System.getProperties());
        try {
            return new MavenSettings(new DefaultSettingsBuilderFactory()
                    .newInstance()
                    .build(request)
                    .getEffectiveSettings());
        } catch (SettingsBuildingException e) {
            throw new LibraryException("Maven's settings '%s' are wrong: %s".formatted(file, e.getMessage()), e);
        }
    }

    /** The local repository that it names. */
    Optional<Path> localRepository() {
        return Optional.ofNullable(settings.getLocalRepository())
                .filter(text -> !text.isBlank())
                .map(Path::of);
    }

    boolean offline() {
        return settings.isOffline();
    }

    void apply(DefaultRepositorySystemSession session) {
        session.setMirrorSelector(mirrors());
        session.setProxySelector(
                settings.getProxies().stream().anyMatch(proxy -> proxy.isActive())
                        ? proxies()
                        : new JreProxySelector());
        var servers = new DefaultAuthenticationSelector();
        settings.getServers()
                .forEach(server -> servers.add(
                        server.getId(),
                        authentication(
                                Optional.ofNullable(server.getUsername()), Optional.ofNullable(server.getPassword()))));
        session.setAuthenticationSelector(servers);
    }

    private DefaultMirrorSelector mirrors() {
        var mirrors = new DefaultMirrorSelector();
        settings.getMirrors()
                .forEach(mirror -> mirrors.add(
                        mirror.getId(),
                        mirror.getUrl(),
                        mirror.getLayout(),
                        false,
                        mirror.isBlocked(),
                        mirror.getMirrorOf(),
                        mirror.getMirrorOfLayouts()));
        return mirrors;
    }

    private DefaultProxySelector proxies() {
        var proxies = new DefaultProxySelector();
        settings.getProxies().stream()
                .filter(proxy -> proxy.isActive())
                .forEach(proxy -> proxies.add(
                        new Proxy(
                                proxy.getProtocol(),
                                proxy.getHost(),
                                proxy.getPort(),
                                authentication(
                                        Optional.ofNullable(proxy.getUsername()),
                                        Optional.ofNullable(proxy.getPassword()))),
                        proxy.getNonProxyHosts()));
        return proxies;
    }

    private static Authentication authentication(Optional<String> user, Optional<String> password) {
        var builder = new AuthenticationBuilder();
        user.ifPresent(builder::addUsername);
        password.ifPresent(secret -> builder.addSecret(AuthenticationContext.PASSWORD, secret));
        return builder.build();
    }
}
