package dev.sonde.kernel.magic;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sonde.kernel.display.PlainRenderer;
import dev.sonde.kernel.display.StreamName;
import dev.sonde.kernel.library.LibraryPlace;
import dev.sonde.kernel.library.TestRepository;
import dev.sonde.kernel.session.CellOutcome;
import dev.sonde.kernel.session.CellSession;
import dev.sonde.kernel.session.RecordingSink;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LibraryMagicsTest {

    @TempDir
    private Path folder;

    private Path shelf = Path.of("");
    private CellSession session = CellSession.kotlin(new PlainRenderer());
    private final RecordingSink sink = new RecordingSink();

    @BeforeEach
    void open() throws IOException {
        session.close();
        shelf = Files.createDirectories(folder.resolve("shelf"));
        new TestRepository(shelf)
                .add("leaf", "1.0", "Leaf")
                .add("leaf", "2.0", "Leaf")
                .add("twig", "1.0", "Twig", "test:leaf:1.0");
        new TestRepository(shelf)
                .add("guava", "1.0", "com.google.common.base.Strings")
                .add("annotations", "99", "Leaf");
        Path settings = Files.writeString(folder.resolve("settings.xml"), """
                <settings><mirrors><mirror><id>shelf</id><mirrorOf>central</mirrorOf><url>%s</url></mirror></mirrors></settings>
                """.formatted(shelf.toUri()));
        session = MagicInterpreter.session(
                new PlainRenderer(), new LibraryPlace(settings, Optional.of(folder.resolve("local")), false), Map.of());
    }

    @AfterEach
    void close() {
        session.close();
    }

    @Test
    void lets_the_cell_below_and_later_cells_use_a_library() {
        run("val before = 1");

        assertThat(value("%dependsOn test:twig:1.0\ntest.Twig.version() + test.Leaf.version()"))
                .isEqualTo("1.01.0");
        assertThat(value("import test.Leaf\nLeaf.version()")).isEqualTo("1.0");
        assertThat(value("before + 1")).isEqualTo("2");
        assertThat(out()).contains("Fetching 2 jars: ", "Added 2 jars to the class path.");
    }

    @Test
    void reads_the_annotation_of_scripts() {
        assertThat(value("@file:DependsOn(\"test:leaf:1.0\")\n\nimport test.Leaf\n\nLeaf.version()"))
                .isEqualTo("1.0");
    }

    @Test
    void keeps_the_first_version_of_a_library_and_says_so() {
        run("%dependsOn test:leaf:1.0");
        run("%dependsOn test:leaf:2.0");

        assertThat(out())
                .contains("test:leaf:2.0 is not used: version 1.0 was added before. Restart the kernel to change it.");
        assertThat(value("test.Leaf.version()")).isEqualTo("1.0");
    }

    @Test
    void keeps_the_version_that_the_kernel_itself_brings_and_says_so() {
        run("%dependsOn test:guava:1.0");

        assertThat(out())
                .containsPattern(
                        "test:guava:1\\.0 is not used: Sonde itself brings guava \\d+\\S*, and a JVM takes one only\\.");
        assertThat(value("com.google.common.base.Strings.repeat(\"ab\", 2)")).isEqualTo("abab");
    }

    @Test
    void takes_another_library_that_only_has_the_name_of_one_of_the_kernel_s() {
        assertThat(value("%dependsOn test:annotations:99\ntest.Leaf.version()")).isEqualTo("99");
    }

    @Test
    void runs_nothing_below_a_library_that_cannot_be_had() {
        var failed = (CellOutcome.Failed) run("%dependsOn test:missing:1.0\nprintln(\"must not run\")");

        assertThat(failed.error().message())
                .startsWith("Cannot get test:missing:1.0. test:missing:1.0 is not in "
                        + shelf.toUri().toString().replaceFirst("/$", ""));
        assertThat(out()).doesNotContain("must not run");
    }

    @Test
    void adds_a_jar_of_this_machine_and_lists_it() {
        Path jar = new TestRepository(shelf).file("leaf", "2.0", ".jar");

        assertThat(value("%classpath " + jar.getParent() + "/*.jar\ntest.Leaf.version()"))
                .isEqualTo("2.0");
        run("%classpath");
        assertThat(out())
                .contains("Added " + jar + "\n")
                .contains("\n" + jar + "\n")
                .contains("kotlin-stdlib");
    }

    @Test
    void says_which_jar_is_missing() {
        assertThat(((CellOutcome.Failed) run("%classpath nowhere.jar")).error().message())
                .startsWith("There is no jar or folder 'nowhere.jar' (looked for ");
    }

    @Test
    void lists_and_adds_repositories() {
        run("%repo " + shelf + "\n%repo\n%repo mavenLocal");

        assertThat(out()).isEqualTo("""
                        local (%1$s)
                        central (https://repo.maven.apache.org/maven2)
                        repo1 (%2$s)
                        The local repository is always looked in first: %1$s
                        """.formatted(
                        folder.resolve("local"), shelf.toUri().toString().replaceFirst("/$", "")));
    }

    private CellOutcome run(String code) {
        return session.execute(code, sink);
    }

    private String value(String code) {
        CellOutcome outcome = run(code);
        assertThat(outcome).isInstanceOf(CellOutcome.Value.class);
        return String.valueOf(((CellOutcome.Value) outcome).bundle().data().get("text/plain"));
    }

    private String out() {
        return sink.text(StreamName.STDOUT);
    }
}
