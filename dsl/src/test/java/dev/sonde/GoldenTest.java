package dev.sonde;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class GoldenTest {

    @TempDir
    private Path repository;

    @Test
    void a_relative_folder_is_meant_from_the_root_of_the_repository() throws IOException {
        Path module = Files.createDirectories(repository.resolve("dsl"));
        Files.createFile(repository.resolve("pom.xml"));
        Files.createFile(module.resolve("pom.xml"));

        assertThat(Golden.given("../shared/golden", module)).contains(repository.resolve("../shared/golden"));
        assertThat(Golden.given("golden", repository)).contains(repository.resolve("golden"));
    }

    @Test
    void an_absolute_folder_stays_as_it_is_and_none_is_none() {
        Path absolute = repository.toAbsolutePath();

        assertThat(Golden.given(absolute.toString(), Path.of(""))).contains(absolute);
        assertThat(Golden.given("", Path.of(""))).isEmpty();
        assertThat(Golden.given("${golden}", Path.of(""))).isEmpty();
    }
}
