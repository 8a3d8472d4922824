package dev.sonde.kernel.display;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sonde.backend.dummy.DummyBackend;
import dev.sonde.chat.Message;
import dev.sonde.dsl.FindingKt;
import dev.sonde.dsl.SuitesKt;
import dev.sonde.plot.ForestPlot;
import dev.sonde.probe.Probe;
import dev.sonde.probe.ablation.AdapterAblationSpec;
import dev.sonde.probe.deltakl.DeltaKlSpec;
import dev.sonde.probe.modules.ModuleAblationSpec;
import dev.sonde.probe.nulladapter.NullAdapterSpec;
import dev.sonde.probe.positionshift.PositionShiftSpec;
import dev.sonde.suite.Chat;
import dev.sonde.suite.Model;
import dev.sonde.suite.RunOptions;
import dev.sonde.suite.Runner;
import dev.sonde.suite.Suite;
import dev.sonde.suite.autogen.Autogen;
import dev.sonde.suite.autogen.AutogenSettings;
import dev.sonde.suite.document.SourceDocument;
import dev.sonde.suite.mine.OutlierMiner;
import dev.sonde.suite.mine.OutlierSettings;
import dev.sonde.suite.mine.ParaphraseMiner;
import dev.sonde.table.ResultTables;
import java.lang.reflect.Modifier;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Whatever a function of the library gives has a look of its own, and a text for where there is no HTML. */
class LibraryValuesTest {

    /** One instance of each class of the library that can be reached from what its functions give. */
    private static final Map<Class<?>, Object> SPECIMENS = new LinkedHashMap<>();

    private final Renderers renderers = new Renderers();

    @BeforeAll
    static void collect() {
        var prompts = List.of("one", "two", "three", "four");
        var suite = Suite.of(
                "All",
                7,
                List.of(
                        NullAdapterSpec.of("nulls"),
                        DeltaKlSpec.of("drift", prompts),
                        AdapterAblationSpec.of("shape", prompts),
                        ModuleAblationSpec.of("modules", prompts),
                        PositionShiftSpec.of("positions", prompts)));
        var backend = DummyBackend.create().chatTemplate("{% for m in messages %}{{ m['content'] }}{% endfor %}");
        var model = Model.of(backend);
        var result = Runner.run(suite, model, RunOptions.DEFAULT);
        var document = SourceDocument.parse("# The mill\n\nOdric Venn built the mill in 1802.\n", "doc.md");
        Chat chat = model.chat().user("Hi");
        Stream.of(
                        suite,
                        model,
                        result,
                        FindingKt.get(result, DeltaKlSpec.of("drift", prompts)),
                        chat,
                        chat.prompt(),
                        new Message("user", "Hi"),
                        model.adapterReport(),
                        model.card(),
                        ForestPlot.of(result),
                        ResultTables.perPrompt(result),
                        Autogen.of(document, AutogenSettings.DEFAULT),
                        OutlierMiner.mine(model, prompts, OutlierSettings.DEFAULT),
                        ParaphraseMiner.mine(model, Map.of("Question: Who built it?\nAnswer:", " Odric Venn")),
                        Probe.of("a_kind", DeltaKlSpec.class, (spec, views) -> views.nextTokens(spec.prompts())
                                .values((base, tuned) -> 0)
                                .effect("x", "y", 0)))
                .forEach(LibraryValuesTest::collect);
    }

    private static void collect(@Nullable Object value) {
        if (value instanceof Optional<?> optional) {
            optional.ifPresent(LibraryValuesTest::collect);
        } else if (value instanceof Collection<?> many) {
            many.forEach(LibraryValuesTest::collect);
        } else if (value instanceof Map<?, ?> map) {
            map.values().forEach(LibraryValuesTest::collect);
        } else if (value != null
                && !value.getClass().isHidden()
                && SPECIMENS.putIfAbsent(value.getClass(), value) == null) {
            Fields.of(value.getClass()).forEach(field -> collect(field.of(value)));
        }
    }

    @Test
    void every_value_that_a_word_of_the_dsl_gives_has_a_look() throws Exception {
        var types = given();

        assertThat(types).hasSizeGreaterThan(25).contains(Suite.class, Model.class, DeltaKlSpec.class);
        assertThat(types).allSatisfy(type -> {
            var specimen = SPECIMENS.values().stream().filter(type::isInstance).findFirst();
            assertThat(type.isRecord() || specimen.isPresent()) // records have a look in common
                    .isTrue();
        });
    }

    @Test
    void every_value_of_the_library_shows_as_a_table_or_a_text_and_as_plain_text() {
        var library = SPECIMENS.values().stream()
                .filter(value -> value.getClass().getName().startsWith("dev.sonde."))
                .filter(value -> !(value instanceof Enum<?>))
                .toList();

        assertThat(library).hasSizeGreaterThan(40);
        assertThat(library).allSatisfy(value -> {
            var bundle = renderers.render(value);
            assertThat(text(bundle, "text/plain")).isNotBlank().hasSizeLessThan(60_000);
            assertThat(text(bundle, "text/html"))
                    .containsPattern("<(table|pre|svg|p)\\b")
                    .hasSizeLessThan(2_000_000);
            assertThat(text(bundle, "text/plain")).doesNotContain("@" + Integer.toHexString(value.hashCode()));
        });
    }

    @Test
    void lists_of_them_are_tables_with_as_many_rows_as_a_page_bears() {
        var evidence =
                SPECIMENS.values().stream().filter(Record.class::isInstance).toList();

        assertThat(evidence).allSatisfy(record -> {
            var bundle = renderers.render(java.util.Collections.nCopies(100, record));
            assertThat(text(bundle, "text/html")).contains("<table").contains("40 more rows");
            assertThat(text(bundle, "text/plain")).contains("… 40 more rows");
        });
    }

    private static String text(Map<String, Object> bundle, String type) {
        return String.valueOf(bundle.get(type));
    }

    /** What the functions of the DSL return, builders apart. */
    private static Set<Class<?>> given() throws Exception {
        Path root = Path.of(SuitesKt.class
                .getProtectionDomain()
                .getCodeSource()
                .getLocation()
                .toURI());
        var types = new LinkedHashSet<Class<?>>();
        try (var jar = Files.isDirectory(root) ? null : java.nio.file.FileSystems.newFileSystem(root)) {
            Path folder = (jar == null ? root : jar.getPath("/")).resolve("dev/sonde/dsl");
            try (Stream<Path> files = Files.list(folder)) {
                for (String name : files.map(file -> file.getFileName().toString())
                        .filter(file -> file.endsWith("Kt.class"))
                        .toList()) {
                    Arrays.stream(Class.forName("dev.sonde.dsl." + name.replace(".class", ""))
                                    .getMethods())
                            .filter(method -> Modifier.isStatic(method.getModifiers()))
                            .map(method -> method.getReturnType())
                            .filter(type -> type.getName().matches("(dev\\.sonde|tech\\.tablesaw)\\..*"))
                            .forEach(types::add);
                }
            }
        }
        return types;
    }
}
