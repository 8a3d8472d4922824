package dev.sonde.kernel;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sonde.backend.dummy.DummyBackend;
import dev.sonde.suite.Model;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;

/** What notebooks/java.md shows compiles as it stands there, and all but the opening of the user's own models runs. */
class JavaExamplesTest {

    private static final Pattern BLOCK = Pattern.compile("^```java\\n(.*?)^```$", Pattern.MULTILINE | Pattern.DOTALL);

    @TempDir
    private static Path folder;

    @TestFactory
    Stream<DynamicTest> each_example_runs() throws Exception {
        List<String> examples = examples();
        Class<?> compiled = compiled(examples);
        Files.writeString(folder.resolve("doc.md"), "# The mill\n\nOdric Venn built the mill of Tarn in 1802.\n");
        return Stream.iterate(0, i -> i + 1)
                .limit(examples.size())
                .filter(i -> !examples.get(i).contains("ModelSource."))
                .map(i -> DynamicTest.dynamicTest("example " + i, () -> {
                    var backend = DummyBackend.create()
                            .chatTemplate("{% for m in messages %}{{ m['role'] }}: {{ m['content'] }}\n{% endfor %}");
                    try (Model model = Model.of(backend)) {
                        compiled.getMethod("example" + i, Model.class).invoke(null, model);
                    }
                }));
    }

    @Test
    void the_page_covers_what_the_readme_shows_in_kotlin() throws IOException {
        assertThat(Files.readString(Path.of("..", "notebooks", "java.md")))
                .contains(
                        "adapterReport",
                        "hitRates",
                        "Prospect.after",
                        "withMorePrompts",
                        "ForestPlot",
                        "perPrompt",
                        "HtmlReport",
                        ".chat()",
                        "Autogen",
                        "OutlierMiner",
                        "ParaphraseMiner",
                        "ModelSource.http",
                        "Probe.of");
    }

    private static List<String> examples() throws IOException {
        return blocks().filter(block -> !block.startsWith("import ")).toList();
    }

    private static Stream<String> blocks() throws IOException {
        return BLOCK.matcher(Files.readString(Path.of("..", "notebooks", "java.md")))
                .results()
                .map(found -> found.group(1));
    }

    private static String here(String example) {
        return example.replace("Path.of(\"", "Path.of(\"" + folder + "/").replace("System.out.println(", "say(");
    }

    /** One static method per example; relative paths are meant from the test's folder, and what is printed is looked at. */
    private static Class<?> compiled(List<String> examples) throws Exception {
        var source = new StringBuilder(
                blocks().filter(block -> block.startsWith("import ")).collect(Collectors.joining()));
        source.append("""
                public class Examples {
                static void say(Object text) {
                    if (String.valueOf(text).isBlank()) { throw new AssertionError("nothing to say"); }
                }
                """);
        for (int i = 0; i < examples.size(); i++) {
            String model = examples.get(i).contains("Model model =") ? "given" : "model";
            source.append("public static void example%d(Model %s) throws Exception {\n%s}\n"
                    .formatted(i, model, here(examples.get(i))));
        }
        Path file = folder.resolve("Examples.java");
        Files.writeString(file, source.append("}\n"));
        var errors = new ByteArrayOutputStream();
        int failed = ToolProvider.getSystemJavaCompiler()
                .run(null, null, new PrintStream(errors), "-proc:none", "-d", folder.toString(), file.toString());
        assertThat(failed).as(errors.toString(StandardCharsets.UTF_8)).isZero();
        return new URLClassLoader(new URL[] {folder.toUri().toURL()}).loadClass("Examples");
    }
}
