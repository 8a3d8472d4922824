package dev.sonde.kernel.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SuiteCommandsTest {

    @TempDir
    private Path folder;

    @Test
    void runs_a_suite_and_shows_its_files_again() throws IOException {
        Path suite = suite("assert_mean_gte: 0.000001");
        Path json = folder.resolve("out/r.json");
        Path trace = folder.resolve("t.jsonl");

        var run = Told.by(
                "run",
                suite.toString(),
                "--json",
                json.toString(),
                "--trace",
                trace.toString(),
                "--html",
                folder.resolve("r.html").toString(),
                "--markdown",
                folder.resolve("r.md").toString());

        assertThat(run.err())
                .contains("[1/2] drift: ", "Model dummy, adapter dummy-adapter\n")
                .contains("Result: " + json, "Trace: " + trace)
                .contains("Page: " + folder.resolve("r.html"), "Report: " + folder.resolve("r.md"));
        assertThat(run.out()).contains("drift", "cache: ");
        assertThat(folder.resolve("r.html")).content().startsWith("<!DOCTYPE html>");
        assertThat(folder.resolve("r.md")).content().contains("cache: ");
        assertThat(Told.by("report", json.toString()).out()).isEqualTo(run.out());
        assertThat(Told.by("report", json.toString(), "--format", "md").out()).contains("cache: ");
        assertThat(Told.by("trace", trace.toString()).out()).contains("drift", "again", "hit rate", "Slowest");
    }

    @Test
    void fails_with_1_when_a_probe_does_not_hold() throws IOException {
        assertThat(Told.by("run", suite("assert_mean_gte: 1000000").toString()).code())
                .isEqualTo(1);
    }

    @Test
    void fails_with_1_when_nothing_was_measured() throws IOException {
        var told = Told.by("run", suite("enabled: false").toString());

        assertThat(told.out()).contains("not passed: 2 skip; nothing was measured");
        assertThat(told.code()).isEqualTo(1);
    }

    @Test
    void answers_a_broken_suite_with_3_and_the_line() throws IOException {
        var told = Told.by("run", suite("assert_mean_gt: 1").toString());

        assertThat(told.code()).isEqualTo(3);
        assertThat(told.err())
                .contains("assert_mean_gt")
                .contains("assert_mean_gte")
                .doesNotContain("\tat ");
    }

    @Test
    void asks_for_a_model_when_the_file_names_none() throws IOException {
        Path suite = suiteWithoutModel();

        var told = Told.by("run", suite.toString());

        assertThat(told.code()).isEqualTo(2);
        assertThat(told.err())
                .isEqualTo("sonde: The suite names no model. Give one with --base DIR (and --adapter DIR), "
                        + "take the built-in one with --demo healthy, or write 'models' into the file.\n");
    }

    @Test
    void takes_the_demo_model_for_a_suite_that_names_none() throws IOException {
        Path suite = suiteWithoutModel();

        assertThat(Told.by("run", suite.toString(), "--demo", "sick").err())
                .isEqualTo("sonde: The demo model has no adapter 'sick'. "
                        + "Its adapters are healthy, undertrained, null, overfitted.\n");
        assertThat(Told.by("run", suite.toString(), "--demo", "null", "--base", "x"))
                .isEqualTo(new Told(
                        2,
                        "",
                        "sonde: --demo brings its own model and adapter. "
                                + "Give either --demo or --base and --adapter.\n"));
    }

    @Test
    void refuses_options_of_the_other_kind_of_file() throws IOException {
        Path suite = suiteWithoutModel();

        var forSuite = Told.by("run", suite.toString(), "--timeout", "5", "--out", "o.ipynb");
        var forNotebook = Told.by("run", "n.ipynb", "--device", "cpu");

        assertThat(forSuite.code()).isEqualTo(2);
        assertThat(forSuite.err())
                .isEqualTo("sonde: '%s' is a suite, and options for a notebook only were given: ".formatted(suite)
                        + "--out, --timeout. Leave them out.\n");
        assertThat(forNotebook.code()).isEqualTo(2);
        assertThat(forNotebook.err())
                .isEqualTo("sonde: 'n.ipynb' is a notebook, and options for a suite only were given: "
                        + "--device. Leave them out.\n");
    }

    @Test
    void refuses_files_of_other_kinds() {
        assertThat(Told.by("run", "x.txt").code()).isEqualTo(2);
        assertThat(Told.by("run", "x.ipynb").err()).isEqualTo("sonde: There is no notebook 'x.ipynb'.\n");
        assertThat(Told.by("trace", "x.jsonl").code()).isEqualTo(3);
        assertThat(Told.by("report", "x.json").code()).isEqualTo(3);
    }

    private Path suiteWithoutModel() throws IOException {
        return Files.writeString(
                folder.resolve("s.yaml"), "version: 1\nsuite:\n- {name: d, kind: delta_kl, prompts: [a]}\n");
    }

    private Path suite(String threshold) throws IOException {
        return Files.writeString(folder.resolve("s.yaml"), """
                version: 1
                models:
                  base: {kind: dummy, base: dummy-7}
                  ft: {kind: dummy, base: dummy-7, adapter: healthy}
                suite:
                - {name: drift, kind: delta_kl, prompts: [a, b, c, d], %1$s}
                - {name: again, kind: delta_kl, prompts: [a, b, c, d], %1$s}
                """.formatted(threshold));
    }
}
