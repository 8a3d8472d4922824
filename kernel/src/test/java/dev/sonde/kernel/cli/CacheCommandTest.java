package dev.sonde.kernel.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sonde.backend.Evaluation;
import dev.sonde.backend.Operation.NextToken;
import dev.sonde.backend.ScoringBackend;
import dev.sonde.backend.View;
import dev.sonde.backend.dummy.DummyBackend;
import dev.sonde.cache.CachedBackend;
import dev.sonde.cache.DiskStore;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CacheCommandTest {
    @TempDir
    private Path folder;

    private final ScoringBackend model = DummyBackend.create();

    @BeforeEach
    void fill() {
        DiskStore store = DiskStore.in(folder);
        store.remember(model.card());
        new CachedBackend(model, store)
                .evaluate(List.of(
                        new Evaluation<>(View.BASE, NextToken.full("a")),
                        new Evaluation<>(View.FINE_TUNED, NextToken.full("a"))));
    }

    @Test
    void says_what_the_store_holds_of_which_model() {
        var told = sonde("info");

        assertThat(told.code()).isZero();
        assertThat(told.out())
                .startsWith(folder + ": 2 answers, ")
                .contains(model.card().name())
                .contains(model.card().id().substring(0, 12) + "): 2 answers");
    }

    @Test
    void finds_and_removes_a_damaged_answer() throws IOException {
        assertThat(sonde("verify").out()).isEqualTo("2 sound, 0 damaged\n");
        Path victim = answers().get(0);
        Files.write(victim, new byte[100]);

        var told = sonde("verify");

        assertThat(told.code()).isEqualTo(1);
        assertThat(told.out()).contains(victim.getFileName().toString()).endsWith("1 sound, 1 damaged\n");
        assertThat(sonde("verify").code()).isZero();
    }

    @Test
    void clears_one_model_what_is_stale_or_all() {
        assertThat(sonde("clear", "--model", "no such model").code()).isEqualTo(3);
        assertThat(sonde("clear", "--stale").out()).isEqualTo("0 answers removed\n");
        assertThat(sonde("clear", "--model", model.card().name()).out()).isEqualTo("2 answers removed\n");
        fill();
        assertThat(sonde("clear").out()).isEqualTo("2 answers removed\n");
        assertThat(sonde("info").out()).contains(": 0 answers");
    }

    private Told sonde(String... arguments) {
        return Told.by(Stream.of(List.of("cache"), List.of(arguments), List.of("--cache", folder.toString()))
                .flatMap(List::stream)
                .toArray(String[]::new));
    }

    private List<Path> answers() throws IOException {
        try (Stream<Path> files = Files.walk(folder.resolve("answers-1"))) {
            return files.filter(Files::isRegularFile).toList();
        }
    }
}
