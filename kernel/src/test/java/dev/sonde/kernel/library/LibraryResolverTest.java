package dev.sonde.kernel.library;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LibraryResolverTest {

    @TempDir
    private Path folder;

    private TestRepository repository = new TestRepository(Path.of(""));
    private Path shelf = Path.of("");
    private final List<String> told = new ArrayList<>();
    private Optional<HttpServer> server = Optional.empty();

    @BeforeEach
    void fill() throws IOException {
        shelf = Files.createDirectories(folder.resolve("shelf"));
        repository = new TestRepository(shelf)
                .add("leaf", "1.0", "Leaf")
                .add("twig", "1.0", "Twig", "test:leaf:1.0")
                .add("broken", "1.0", "Broken", "test:nowhere:9");
    }

    @AfterEach
    void stop() {
        server.ifPresent(running -> running.stop(0));
    }

    @Test
    void resolves_several_coordinates_with_what_they_depend_on() {
        var found = resolver(false).resolve(List.of("test:twig:1.0", "test:leaf:1.0"), told::add);

        assertThat(found).extracting(Library::coordinates).containsExactly("test:twig:1.0", "test:leaf:1.0");
        assertThat(found)
                .allSatisfy(library -> assertThat(library.file()).exists().startsWith(folder.resolve("local")));
    }

    @Test
    void tells_what_it_fetches_and_from_where_and_nothing_of_that_when_it_is_here() {
        LibraryResolver resolver = resolver(false);
        resolver.resolve(List.of("test:twig:1.0"), told::add);

        assertThat(told.get(0))
                .isEqualTo("Looking for test:twig:1.0 in %s, then in repo0 (%s)"
                        .formatted(folder.resolve("local"), address()));
        assertThat(told.get(1)).isEqualTo("Fetching 2 jars: test:twig:1.0, test:leaf:1.0");
        assertThat(told.subList(2, told.size()))
                .containsExactlyInAnyOrder("  twig-1.0.jar from " + address(), "  leaf-1.0.jar from " + address());

        told.clear();
        resolver.resolve(List.of("test:twig:1.0"), told::add);
        assertThat(told).hasSize(1);
    }

    @Test
    void gives_nothing_when_one_jar_is_missing_and_names_it() {
        assertThatThrownBy(() -> resolver(false).resolve(List.of("test:leaf:1.0", "test:broken:1.0"), told::add))
                .isInstanceOf(LibraryException.class)
                .hasMessage(
                        "Cannot get test:leaf:1.0, test:broken:1.0. test:nowhere:9 is not in %s.".formatted(address())
                                + " Check the spelling, or name another repository with %repo."
                                + " Nothing was added to the class path.");
    }

    @Test
    void refuses_a_library_whose_description_is_missing_since_its_dependencies_are_unknown() throws IOException {
        Files.delete(repository.file("leaf", "1.0", ".pom"));

        assertThatThrownBy(() -> resolver(false).resolve(List.of("test:leaf:1.0"), told::add))
                .hasMessageContaining("test:leaf:1.0 is not in");
    }

    @Test
    void fetches_nothing_offline_and_says_so() {
        assertThatThrownBy(() -> resolver(true).resolve(List.of("test:leaf:1.0"), told::add))
                .hasMessage(
                        "Cannot get test:leaf:1.0. It is not in the local repository, and SONDE_OFFLINE is set, so it"
                                + " is not fetched. Unset that, or fetch it once in another way."
                                + " Nothing was added to the class path.");
        assertThat(told)
                .containsExactly("Looking for test:leaf:1.0 in %s only: offline".formatted(folder.resolve("local")));
    }

    @Test
    void finds_offline_what_was_fetched_before() {
        resolver(false).resolve(List.of("test:twig:1.0"), told::add);

        assertThat(resolver(true).resolve(List.of("test:twig:1.0"), told::add)).hasSize(2);
    }

    @Test
    void refuses_a_jar_that_is_not_what_its_checksum_says() throws IOException {
        String url = serve();
        Files.writeString(repository.file("leaf", "1.0", ".jar"), "something else");
        LibraryResolver resolver = new LibraryResolver(place(false), List.of());
        resolver.addRepository(url);

        assertThatThrownBy(() -> resolver.resolve(List.of("test:leaf:1.0"), told::add))
                .hasMessageMatching("Cannot get test:leaf:1\\.0\\. A file is not what its checksum says"
                        + " \\(expected \\w{40}, got \\w{40}\\): it is damaged or was changed\\."
                        + " Nothing was added to the class path\\.");
    }

    @Test
    void refuses_a_server_that_offers_no_checksum() throws IOException {
        String url = serve();
        Files.delete(repository.file("leaf", "1.0", ".jar.sha1"));
        LibraryResolver resolver = new LibraryResolver(place(false), List.of());
        resolver.addRepository(url);

        assertThatThrownBy(() -> resolver.resolve(List.of("test:leaf:1.0"), told::add))
                .hasMessageContaining("no checksum for a file, so nobody can tell whether it is whole");
    }

    @Test
    void says_when_a_repository_cannot_be_reached() throws IOException {
        String url = serve();
        stop();
        LibraryResolver resolver = new LibraryResolver(place(false), List.of());
        resolver.addRepository(url);

        assertThatThrownBy(() -> resolver.resolve(List.of("test:leaf:1.0"), told::add))
                .hasMessageContaining("The repository cannot be reached: ")
                .hasMessageContaining("Check the network, or the proxy in ~/.m2/settings.xml.");
    }

    @Test
    void refuses_addresses_that_are_no_repository_or_in_the_clear() {
        LibraryResolver resolver = resolver(false);

        assertThatThrownBy(() -> resolver.addRepository("http://repo.example/maven"))
                .hasMessage("'http://repo.example/maven' would be read in the clear, so anybody on the way could change"
                        + " what runs here. Use https.");
        assertThatThrownBy(() -> resolver.addRepository("no/such/folder"))
                .hasMessage("'no/such/folder' is no repository: give an https URL, an existing folder, or mavenLocal.");
        assertThat(resolver.addRepository("https://repo.example/maven")).isTrue();
        assertThat(resolver.addRepository("https://repo.example/maven")).isFalse();
    }

    @Test
    void refuses_words_that_are_no_coordinates() {
        assertThatThrownBy(() -> resolver(false).resolve(List.of("guava"), told::add))
                .hasMessage("'guava' are no coordinates. Write group:artifact:version, such as"
                        + " com.google.guava:guava:33.0.0-jre.");
    }

    @Test
    void goes_through_the_mirror_of_the_settings() throws IOException {
        Path settings = Files.writeString(folder.resolve("settings.xml"), """
                <settings><mirrors><mirror><id>house</id><mirrorOf>*</mirrorOf><url>%s</url></mirror></mirrors></settings>
                """.formatted(shelf.toUri()));
        var place = new LibraryPlace(settings, Optional.of(folder.resolve("local")), false);

        new LibraryResolver(place).resolve(List.of("test:leaf:1.0"), told::add);

        assertThat(told.get(0)).endsWith("then in house (%s)".formatted(address()));
    }

    @Test
    void reads_the_surroundings() {
        Path home = Path.of("/home/me");

        assertThat(LibraryPlace.of(Map.of("SONDE_OFFLINE", "1"), home, Optional.empty())
                        .offline())
                .isTrue();
        assertThat(LibraryPlace.of(Map.of("SONDE_OFFLINE", "false"), home, Optional.empty())
                        .offline())
                .isFalse();
        assertThat(LibraryPlace.of(Map.of(), home, Optional.of("/repo")).localRepository())
                .hasValue(Path.of("/repo"));
    }

    private LibraryPlace place(boolean offline) {
        return new LibraryPlace(folder.resolve("none.xml"), Optional.of(folder.resolve("local")), offline);
    }

    private LibraryResolver resolver(boolean offline) {
        var resolver = new LibraryResolver(place(offline), List.of());
        resolver.addRepository(shelf.toString());
        return resolver;
    }

    private String address() {
        return shelf.toUri().toString().replaceFirst("/$", "");
    }

    private String serve() throws IOException {
        var http = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        http.createContext("/", exchange -> {
            Path file = shelf.resolve(exchange.getRequestURI().getPath().substring(1));
            boolean there = Files.isRegularFile(file);
            byte[] body = there ? Files.readAllBytes(file) : new byte[0];
            exchange.sendResponseHeaders(there ? 200 : 404, body.length == 0 ? -1 : body.length);
            exchange.getResponseBody().write(body);
            exchange.close();
        });
        http.start();
        server = Optional.of(http);
        return "http://127.0.0.1:" + http.getAddress().getPort();
    }
}
