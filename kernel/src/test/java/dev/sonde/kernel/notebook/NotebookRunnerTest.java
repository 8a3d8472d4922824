package dev.sonde.kernel.notebook;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.sonde.kernel.display.PlainRenderer;
import dev.sonde.kernel.session.CellSession;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class NotebookRunnerTest {

    private static CellSession session;
    private static NotebookRunner runner;

    @BeforeAll
    static void open() {
        session = CellSession.kotlin(new PlainRenderer());
        runner = new NotebookRunner(session, NotebookListener.NONE);
    }

    @AfterAll
    static void close() {
        runner.close();
        session.close();
    }

    @Test
    void stores_what_cells_print_show_and_return() {
        var run = run("print(\"a\"); println(\"b\")", "val h = display(\"old\")", "h.update(\"new\"); 6 * 7");

        assertThat(run.passed()).isTrue();
        assertThat(texts(run)).containsExactly("ab\n", "new", "42");
        var last = run.notebook().cells().get(2);
        assertThat(last.outputs().get(0).path("execution_count").asInt())
                .isEqualTo(last.json().path("execution_count").asInt())
                .isPositive();
    }

    @Test
    void stops_at_the_first_failure() {
        var run = run("1", "error(\"broken\")", "3");

        assertThat(run.passed()).isFalse();
        assertThat(run.executed()).isEqualTo(2);
        assertThat(run.failure().orElseThrow().number()).isEqualTo(2);
        assertThat(run.failure().orElseThrow().error().message()).isEqualTo("broken");
        assertThat(texts(run)).containsExactly("1", "java.lang.IllegalStateException: broken");
    }

    @Test
    void comms_go_nowhere() {
        var run = run(
                "commTarget(\"page\") { _, _ -> error(\"nobody opens it\") }",
                "val comm = openComm(\"page\"); comm.onClose { println(\"closed\") }",
                "comm.send(\"n\" to 1); comm.isOpen",
                "comm.close(); comm.isOpen");

        assertThat(run.passed()).isTrue();
        assertThat(texts(run)).containsExactly("true", "closed\n", "false");
    }

    @Test
    void goes_on_after_a_cell_that_is_meant_to_fail() {
        var run = runCells(
                Map.of(
                        "cell_type",
                        "code",
                        "source",
                        "error(\"x\")",
                        "metadata",
                        Map.of("tags", List.of("raises-exception"))),
                code("\"after\""));

        assertThat(run.passed()).isTrue();
        assertThat(texts(run)).last().isEqualTo("after");
    }

    @Test
    void interrupts_a_cell_whose_time_is_over() {
        var run = runner.run(notebook("kotlin", code("Thread.sleep(600_000)")), Optional.of(Duration.ofSeconds(1)));

        assertThat(run.failure().orElseThrow().error().name()).isEqualTo("Interrupted");
        assertThat(texts(run)).first().asString().contains("exceeded its time limit of 1 s");
    }

    @Test
    void leaves_the_original_as_it_was() {
        var original = notebook("kotlin", code("1"));
        String before = NotebookFile.text(original);

        runner.run(original, Optional.empty());

        assertThat(NotebookFile.text(original)).isEqualTo(before);
    }

    @Test
    void notes_the_language_as_a_front_end_would() {
        var info = run("1").notebook().json().at("/metadata/language_info");

        assertThat(info.path("name").asText()).isEqualTo("kotlin");
        assertThat(info.path("file_extension").asText()).isEqualTo(".kts");
    }

    @Test
    void refuses_another_language() {
        assertThatThrownBy(() -> runner.run(notebook("python", code("1")), Optional.empty()))
                .hasMessage("The notebook's cells are in 'python'; Sonde runs Kotlin cells. Choose the kernel "
                        + "'Sonde (Kotlin)' for it in Jupyter, or change its metadata.kernelspec.");
    }

    private static NotebookRun run(String... sources) {
        return runCells(Stream.of(sources).map(NotebookRunnerTest::code).toArray(Map[]::new));
    }

    private static NotebookRun runCells(Map<?, ?>... cells) {
        return runner.run(notebook("kotlin", cells), Optional.empty());
    }

    private static Map<String, String> code(String source) {
        return Map.of("cell_type", "code", "source", source);
    }

    private static Notebook notebook(String language, Map<?, ?>... cells) {
        var metadata = Map.of("kernelspec", Map.of("language", language));
        return new Notebook(
                new ObjectMapper().valueToTree(Map.of("nbformat", 4, "metadata", metadata, "cells", List.of(cells))));
    }

    private static List<String> texts(NotebookRun run) {
        return run.notebook().cells().stream()
                .flatMap(cell -> cell.outputs().stream())
                .map(OutputText::of)
                .toList();
    }
}
