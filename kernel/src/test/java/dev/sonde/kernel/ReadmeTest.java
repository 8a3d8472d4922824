package dev.sonde.kernel;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sonde.kernel.display.DisplayBundle;
import dev.sonde.kernel.display.OutputSink;
import dev.sonde.kernel.display.PlainRenderer;
import dev.sonde.kernel.display.StreamName;
import dev.sonde.kernel.session.CellOutcome;
import dev.sonde.kernel.session.CellSession;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What README.md shows is compiled, and the cell is run, as it stands there. */
class ReadmeTest {

    private static final Path README = Path.of("..", "README.md");
    private static final Pattern USERS_MODEL = Pattern.compile("hf\\(\"[^\"]+\", adapter = \"[^\"]+\"\\)");

    @TempDir
    private Path folder;

    @Test
    void the_kotlin_example_runs_in_a_cell_and_leaves_its_report() throws IOException {
        Path report = folder.resolve("report.html");
        String code = block("kotlin");
        assertThat(code).containsPattern(USERS_MODEL).contains("\"report.html\"");
        String here = USERS_MODEL.matcher(code).replaceFirst("demoModel()").replace("report.html", report.toString());

        try (var session = CellSession.kotlin(new PlainRenderer())) {
            assertThat(session.execute(here, new Ignored())).isNotInstanceOf(CellOutcome.Failed.class);
        }

        assertThat(report).content().contains("drift");
    }

    @Test
    void the_java_example_compiles() throws IOException {
        Path source = folder.resolve("Example.java");
        Files.writeString(source, """
                import dev.sonde.backend.ModelSource;
                import dev.sonde.probe.deltakl.DeltaKlSpec;
                import dev.sonde.probe.nulladapter.NullAdapterSpec;
                import dev.sonde.suite.Model;
                import dev.sonde.suite.RunOptions;
                import dev.sonde.suite.Runner;
                import dev.sonde.suite.Suite;
                import dev.sonde.suite.SuiteResult;
                import java.nio.file.Path;
                import java.util.List;
                import java.util.Optional;

                class Example {
                    void example(Path base, Path adapter) {
                %s
                    }
                }
                """.formatted(block("java")));

        int failed = ToolProvider.getSystemJavaCompiler()
                .run(null, null, null, "-proc:none", "-d", folder.toString(), source.toString());

        assertThat(failed).isZero();
    }

    @Test
    void the_first_two_shell_blocks_are_one_line_each() throws IOException {
        assertThat(blocks("sh")).hasSize(2).allSatisfy(block -> assertThat(block.strip())
                .doesNotContain("\n"));
    }

    private static String block(String language) throws IOException {
        return blocks(language).get(0);
    }

    private static List<String> blocks(String language) throws IOException {
        return Pattern.compile("^```" + language + "\\n(.*?)^```$", Pattern.MULTILINE | Pattern.DOTALL)
                .matcher(Files.readString(README))
                .results()
                .map((MatchResult found) -> found.group(1))
                .toList();
    }

    private static final class Ignored implements OutputSink {
        @Override
        public void stream(StreamName name, String text) {}

        @Override
        public void display(DisplayBundle bundle) {}

        @Override
        public void update(DisplayBundle bundle) {}

        @Override
        public void clear(boolean wait) {}
    }
}
