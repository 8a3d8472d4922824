package dev.sonde.kernel.repl;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sonde.kernel.session.CellClasspath;
import dev.sonde.kernel.session.CellImports;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Completion where code before the place, or around it, says more of a type than the declaration does. */
class SaidOfTypesTest {

    private static CellCompiler compiler;

    @BeforeAll
    static void open() {
        compiler = new KotlinCellCompiler(CellImports.DEFAULT, CellClasspath.ofRuntime());
    }

    @AfterAll
    static void close() {
        compiler.close();
    }

    private static List<String> texts(String marked) {
        String code = marked.replace("; ", "\n");
        return compiler.complete(code.replace("|", ""), code.indexOf('|')).candidates().stream()
                .map(Candidate::text)
                .toList();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "fun f(o: Any?) { val n = o as String; o.upp| }",
                "fun f(o: Any?) { val n: String = o as String; n.trim(); o.upp| }",
                "fun f(o: Any?) { val n = (o as? String)?.length ?: return; o.upp| }",
                "fun f(o: Any?) { val t = if (o is String) o.length else return; o.upp| }",
                "fun f(o: Any?) { val (a, b) = (o as String) to 1; o.upp| }",
                "fun Any.f() { val n = this as String; upp| }",
                "listOf<Any>(\"a\").forEach { x -> val y = x as String; println(y); x.upp| }",
                "fun f(s: Any?) { val c = s as? String; if (c == null) return; s.upp| }",
                "fun f(s: Any?) { val c = s as? String; val d = c ?: return; s.upp| }"
            })
    void knows_what_a_declaration_in_braces_says_of_another(String place) {
        assertThat(texts(place)).contains("uppercase");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "buildList { add(\"x\"); this.first().upp| }",
                "buildList { add(\"x\"); forEach { it.upp| } }",
                "buildList { add(\"x\"); this.first()!!.upp| }",
                "buildList { add(\"x\"); first().upp| }",
                "buildMap { put(\"a\", 1); keys.first().upp| }"
            })
    void knows_extensions_of_what_a_builder_has_yet_to_infer(String place) {
        assertThat(texts(place)).contains("uppercase");
    }

    @ParameterizedTest
    @ValueSource(strings = {"contract", "kotlin.contracts.contract"})
    void knows_what_a_contract_says_however_its_name_is_written(String contract) {
        String tells = "fun isText(o: Any?): Boolean { " + contract
                + " { returns(true) implies (o is String) }; return o is String }";

        assertThat(texts("import kotlin.contracts.*; @OptIn(ExperimentalContracts::class); " + tells
                        + "; fun f(o: Any?) { if (isText(o)) o.upp| }"))
                .contains("uppercase");
    }

    @Test
    void knows_the_cells_own_names_behind_this() {
        assertThat(texts("val alpha = 1; fun beta() = 2; this.al|")).containsExactly("alpha");
        assertThat(texts("val alpha = 1; fun beta() = 2; this.be|")).containsExactly("beta");
    }
}
