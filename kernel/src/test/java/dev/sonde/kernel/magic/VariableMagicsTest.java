package dev.sonde.kernel.magic;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sonde.kernel.display.Renderers;
import dev.sonde.kernel.display.StreamName;
import dev.sonde.kernel.repl.CellVariable;
import dev.sonde.kernel.session.CellOutcome;
import dev.sonde.kernel.session.CellRequest;
import dev.sonde.kernel.session.CellSession;
import dev.sonde.kernel.session.RecordingSink;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import tech.tablesaw.api.IntColumn;
import tech.tablesaw.api.Table;

class VariableMagicsTest {

    private final CellSession session = MagicInterpreter.session(new Renderers());
    private final RecordingSink sink = new RecordingSink();

    @AfterEach
    void close() {
        session.close();
    }

    @Test
    void lists_variables_with_type_size_and_value() {
        run("val text = \"two words\"\nvar count = 3\nval xs = listOf(1, 2, 3, 4, 5, 6)");
        run(
                "val count = 4L; val byName = mapOf(\"a\" to intArrayOf(1)); val later: Int by lazy { error(\"not asked for\") }");
        run("40 + 2");

        var variables = session.compiler().variables();

        assertThat(variables)
                .extracting(CellVariable::name, CellVariable::type)
                .containsExactly(
                        tuple("text", "String"),
                        tuple("xs", "List<Int>"),
                        tuple("count", "Long"),
                        tuple("byName", "Map<String, IntArray>"),
                        tuple("later", "Int"),
                        tuple("res3", "Int"));
        assertThat(variables)
                .extracting(variable -> ValueSummary.size(variable.value()))
                .containsExactly("9 chars", "6 elements", "", "1 entry", "", "");
        assertThat(VarsMagic.table(variables).stringColumn("value").asList())
                .containsExactly("\"two words\"", "[1, 2, 3, 4, 5, …]", "4", "{\"a\"=…}", "(not computed yet)", "42");
    }

    @Test
    void does_not_show_what_was_typed_as_a_password() {
        session.execute(new CellRequest(
                "val key = password()\nval name = input()\nval keys = listOf(key)\nval login = name to key",
                sink,
                (prompt, password) -> password ? "s3cret" : "Ada",
                true));

        Table table = VarsMagic.table(session.compiler().variables());

        assertThat(table.stringColumn("value").asList())
                .containsExactly("(a password)", "\"Ada\"", "[(a password)]", "(Ada, •••)");
        assertThat(table.stringColumn("size").get(0)).isEmpty();
    }

    @Test
    void shows_the_list_as_a_table_without_the_results_of_cells() {
        run("val answer = 42\nanswer");
        run("%vars");

        assertThat(sink.events())
                .singleElement()
                .asString()
                .contains("name", "answer", "Int", "42")
                .doesNotContain("res1");
    }

    @Test
    void the_cell_that_warms_up_leaves_no_variable() {
        session.warmUp();
        run("val mine = 1");

        assertThat(session.compiler().variables())
                .extracting(CellVariable::name)
                .containsExactly("mine");
    }

    @Test
    void says_that_there_is_nothing_yet() {
        run("%vars");

        assertThat(sink.text(StreamName.STDOUT)).isEqualTo("No cell has declared a variable yet.\n");
    }

    @Test
    void narrows_the_list_by_names_and_suggests_one_for_a_mistyped_name() {
        run("val model1 = 1; val model2 = 2; val other = 3");

        assertThat(VariableNames.pick(List.of("model*"), session.compiler().variables()))
                .extracting(CellVariable::name)
                .containsExactly("model1", "model2");
        assertThat(failure("%vars modle1").error().message())
                .isEqualTo("No cell has declared a variable 'modle1'; did you mean model1? %vars lists all.");
    }

    @Test
    void frees_everything_although_the_end_of_a_comm_fails() {
        run("val comm = openComm(\"p\")\ncomm.onClose { error(\"on purpose\") }\nval big = IntArray(1000)");

        assertThat(failure("%reset").error().message()).isEqualTo("on purpose");

        assertThat(failure("big").error().message()).contains("freed by %reset");
    }

    @Test
    void a_comm_of_two_names_stays_open_when_one_is_freed() {
        run("val comm = openComm(\"p\")\nval alias = comm");

        run("%reset alias");

        run("println(comm.isOpen)");
        assertThat(sink.text(StreamName.STDOUT)).endsWith("true\n");
    }

    @Test
    void frees_a_value_and_says_so_when_the_name_is_used_again() {
        run("val big = IntArray(1000); val kept = 1");
        run("%reset big");

        assertThat(sink.text(StreamName.STDOUT)).isEqualTo("Freed big.\n");
        assertThat(session.compiler().variables())
                .extracting(CellVariable::name, CellVariable::value)
                .contains(tuple("big", null), tuple("kept", 1));
        assertThat(failure("big.size").error().message())
                .contains("'big' was freed by %reset. Run the cell that declares it again.");
        run("val big = 7");
        assertThat(value("big + kept")).isEqualTo("8");
    }

    @Test
    void frees_everything_but_functions_and_imports() {
        run("import kotlin.math.abs\nfun twice(n: Int) = 2 * n\nval gone = 1");
        run("%reset");

        assertThat(value("twice(abs(-21))")).isEqualTo("42");
        assertThat(failure("gone").error().message()).contains("freed by %reset");
    }

    @Test
    void frees_nothing_when_one_name_is_unknown() {
        run("val kept = 5");

        assertThat(failure("%reset kept missing").error().message())
                .startsWith("No cell has declared a variable 'missing'");
        assertThat(value("kept")).isEqualTo("5");
    }

    @Test
    void says_where_memory_goes_and_which_models_are_held() {
        run("val healthy = demoModel(\"healthy\")\n%memory");

        assertThat(sink.text(StreamName.STDOUT).lines().map(line -> line.split(" ")[0]))
                .startsWith("Heap", "Outside")
                .endsWith("Model");
        assertThat(sink.text(StreamName.STDOUT)).contains("healthy: ", "0 answers kept in memory");
    }

    @Test
    void summarises_large_and_broken_values_in_a_line() {
        assertThat(ValueSummary.of("x".repeat(200))).hasSize(80).endsWith("…");
        assertThat(ValueSummary.of(IntStream.range(0, 9).boxed().toList())).isEqualTo("[0, 1, 2, 3, 4, …]");
        assertThat(ValueSummary.of(new int[][] {{1}})).isEqualTo("[…]");
        assertThat(ValueSummary.of(Table.create(IntColumn.create("a"), IntColumn.create("b"))))
                .isEqualTo("a, b");
        assertThat(ValueSummary.of(new Object() {
                    @Override
                    public String toString() {
                        throw new UnsupportedOperationException();
                    }
                }))
                .isEqualTo("(its toString fails: UnsupportedOperationException)");
    }

    private static org.assertj.core.groups.Tuple tuple(@org.jspecify.annotations.Nullable Object... values) {
        return new org.assertj.core.groups.Tuple(values);
    }

    private CellOutcome run(String code) {
        return session.execute(code, sink);
    }

    private String value(String code) {
        CellOutcome outcome = run(code);
        assertThat(outcome).isInstanceOf(CellOutcome.Value.class);
        return String.valueOf(((CellOutcome.Value) outcome).bundle().data().get("text/plain"));
    }

    private CellOutcome.Failed failure(String code) {
        CellOutcome outcome = run(code);
        assertThat(outcome).isInstanceOf(CellOutcome.Failed.class);
        return (CellOutcome.Failed) outcome;
    }
}
