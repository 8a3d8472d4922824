package dev.sonde.kernel.repl;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sonde.kernel.session.CellClasspath;
import dev.sonde.kernel.session.CellImports;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import kotlin.coroutines.Continuation;
import kotlin.coroutines.CoroutineContext;
import kotlin.coroutines.EmptyCoroutineContext;
import kotlin.script.experimental.api.ResultWithDiagnostics;
import kotlin.script.experimental.api.SourceCode;
import kotlin.script.experimental.api.SourceCodeCompletionVariant;
import kotlin.sequences.Sequence;
import kotlin.sequences.SequencesKt;
import org.jetbrains.kotlin.scripting.ide_services.compiler.KJvmReplCompilerWithIdeServices;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Completion from few scopes against the engine's own, which reads all of them. */
class NearScopesTest {

    private static final List<String> CELLS = List.of(
            "import kotlin.math.max as most\nimport java.util.TreeMap\nval model = dummyModel()",
            "val people = listOf(\"ann\", \"bo\")\nval peak = 1\nvar name: String? = null",
            "fun twice(number: Int, label: String = \"\") = number * 2\nfun String.shout(loud: Int = 1) = uppercase()",
            "data class Person(val first: String, val age: Int) { fun greet(whom: String) = first + whom }\nval ann = Person(\"a\", 3)",
            "enum class Mood { MERRY, GRIM }\nobject Shelf { val books = 3; fun put() = 1 }\ntypealias Names = List<String>",
            "val peak = \"text\"",
            "class Box<T>(val held: T) { companion object { val biggest = 9 } }\nval (left, right) = 1 to 2");

    private static final Continuation<Object> AT_ONCE = new Continuation<>() {
        @Override
        public CoroutineContext getContext() {
            return EmptyCoroutineContext.INSTANCE;
        }

        @Override
        public void resumeWith(Object result) {
            throw new IllegalStateException("The engine does not suspend");
        }
    };

    private static CellCompiler compiler;
    private static KJvmReplCompilerWithIdeServices engine;
    private static CellSettings settings;
    private static int questions;

    @BeforeAll
    static void runCells() {
        compiler = new KotlinCellCompiler(CellImports.DEFAULT, CellClasspath.ofRuntime());
        engine = new KJvmReplCompilerWithIdeServices();
        settings = new CellSettings(CellImports.DEFAULT, CellClasspath.ofRuntime());
        for (String code : CELLS) {
            var cell = new CellSource(++questions, questions, code);
            compiler.evaluate((Compiled.Ok) compiler.compile(cell));
            engine.compile(new CellText(CellNames.file(cell), code), settings.forRun(cell), AT_ONCE);
        }
    }

    @AfterAll
    static void close() {
        compiler.close();
    }

    private static List<Candidate> near(String marked) {
        return compiler.complete(marked.replace("|", ""), marked.indexOf('|')).candidates();
    }

    @SuppressWarnings("unchecked")
    private static List<Candidate> whole(String marked) {
        String code = marked.replace("|", "");
        int offset = marked.indexOf('|');
        var source = new CellText("Question_" + ++questions + "." + CellNames.EXTENSION, code);
        Object answer = engine.complete(source, position(code, offset), settings.getBase(), AT_ONCE);
        var variants = ((ResultWithDiagnostics.Success<Sequence<SourceCodeCompletionVariant>>) answer).getValue();
        return Completions.INSTANCE.of(code, offset, SequencesKt.toList(variants)).candidates().stream()
                .filter(candidate -> !candidate.text().equals("`module-info`")) // a file of jars, and no class
                .toList();
    }

    private static SourceCode.Position position(String code, int offset) {
        int line = (int) code.substring(0, offset).lines().count();
        return new SourceCode.Position(Math.max(1, line), offset - code.lastIndexOf('\n', offset - 1), offset);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "|",
                "pe|",
                "lis|",
                "Per|",
                "twi|",
                "mos|",
                "Tree|",
                "jav|",
                "x|",
                "model.|",
                "people.fi|",
                "\"abc\".su|",
                "\"a\".sho|",
                "ann.|",
                "name?.le|",
                "Mood.|",
                "Shelf.|",
                "Box.|",
                "val a: Na|",
                "val a: Li|",
                "fun f(x: St|)",
                "import ja|",
                "import java.ut|",
                "import dev.sonde.su|",
                "twice(|)",
                "twice(la|)",
                "ann.greet(wh|)",
                "Person(ag|)",
                "suite(\"a\") { se|",
                "suite(\"a\") { deltaKl(\"b\") { | } }",
                "val local = 3\nlo|",
                "people.map { it.le|",
                "people.map { person -> per|",
                "class Own(val inner: Int) { fun f() = inn| }",
                "if (name is String) name.up|",
                "when (Mood.GRIM) { Mo|",
                "Ru|",
                "Compar|",
                "people::si|",
                "1 dow|",
                "with(ann) { fi| }",
                "ann.run { a| }",
                "left + ri|",
                "\"${peo|}\"",
                "\"${people.jo|}\"",
                "for (p in people) { p.ca|",
                "java.io.Fi|",
                "java.io.File(\"\").na|",
                "Thread.sl|",
                "Box(1).he|",
                "val f: (Int) -> Unit = { nu| }",
                "return@la|",
                "@Dep|",
                "listOf(1).map { x -> tw| }",
                "people.joinToString(se|)",
                "fun String.own() = th|",
                "fun String.own() = le|",
                "object : Run|",
                "val far = 1\nclass Near(val n: Int) { fun f() { print(n) }\nval m: Int get() = 2 }\nprint(far)\nNear(1).|",
                "fun f(x: Any?) {\n    val far = 1\n    if (x !is String) return\n    print(far)\n    x.up|\n    x.trim()\n}",
                "val here = 1\nfun f(): Int { return here }\nclass Hedge\nfor (i in 1..9) print(i)\nhe|\nval hence = f()",
                "suite(\"a\") {\n    deltaKl(\"b\") { topK = 3 }\n    val secret = seed\n    se|\n}\nval after = 1"
            })
    void offers_what_the_engine_offers(String place) {
        assertThat(near(place)).doesNotHaveDuplicates();
        assertThat(Set.copyOf(near(place))).isEqualTo(Set.copyOf(whole(place)));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "p|eople",
                "P|eople",
                "people.|firs",
                "people.f|irs",
                "p|rivate",
                "Pr|iv",
                "twice(l|abel",
                "import j|ava",
                "1 d|ownTo",
                "suite(\"a\") { s|ection",
                "T|reeM",
                "val a: L|is",
                "\"${p|eop}\"",
                "val it = 1\ni|t"
            })
    void offers_the_same_while_a_word_grows(String place) {
        String start = place.substring(0, place.indexOf('|'));
        String rest = place.substring(start.length() + 1).replaceFirst("\\W.*", "");
        String behind = place.substring(start.length() + 1 + rest.length());

        assertThat(near(start + "|" + behind)).isNotEmpty();
        for (int typed = 1; typed <= rest.length(); typed++) {
            String grown = start + rest.substring(0, typed) + "|" + behind;
            assertThat(near(grown)).as(grown).isEqualTo(whole(grown));
        }
    }

    @Test
    void offers_the_newest_of_two_variables_of_one_name() {
        assertThat(near("pea|")).containsExactly(new Candidate("peak", "peak", "property", "String"));
    }

    @Test
    void knows_the_names_of_a_cell_as_soon_as_it_is_compiled() {
        List<String> before = new ArrayList<>(texts("fresh|"));
        compiler.evaluate((Compiled.Ok) compiler.compile(new CellSource(90, 90, "val freshly = 1")));

        assertThat(before).isEmpty();
        assertThat(texts("fresh|")).containsExactly("freshly");
    }

    private static List<String> texts(String marked) {
        return near(marked).stream().map(Candidate::text).toList();
    }
}
