package dev.sonde.kernel.magic;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class MagicTextTest {

    @Test
    void takes_a_cell_without_magics_as_one_piece() {
        assertThat(MagicText.of("val a = 7 % 3\na").parts())
                .containsExactly(new MagicText.Kotlin(1, "val a = 7 % 3\na"));
    }

    @Test
    void parts_magics_from_the_kotlin_around_them() {
        var parts = MagicText.of("val a = 1\n  %time a + 1\na").parts();

        assertThat(parts).hasSize(3);
        assertThat(parts.get(0)).isEqualTo(new MagicText.Kotlin(1, "val a = 1"));
        assertThat(calls("val a = 1\n  %time a + 1\na")).singleElement().satisfies(call -> {
            assertThat(call.name()).isEqualTo("time");
            assertThat(call.line()).isEqualTo(2);
            assertThat(call.column()).isEqualTo(3);
            assertThat(call.rest()).isEqualTo("a + 1");
            assertThat(call.restColumn()).isEqualTo(9);
        });
        assertThat(((MagicText.Kotlin) parts.get(2)).padded()).isEqualTo("\n\na");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "val s = \"\"\"\n%time x\n\"\"\"",
                "val s = \"\"\"a \"quoted\" word\n%time x\n\"\"\"\"\nval t = 1",
                "/* a comment\n%time x\n*/",
                "/* outer /* inner */\n%time x\n*/",
                "val x = (7\n%time)",
                "fun f() {\n%time x\n}",
                "val s = \"\"\"${ listOf(\"\"\"}\"\"\",\n%time x\n) }\"\"\"",
                "val s = \"${ run {\n%time x\n} }\"",
                "7\n% 3",
                "val m = 7 %time",
            })
    void sees_no_magic_within_strings_comments_brackets_and_expressions(String code) {
        assertThat(calls(code)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "val quote = '\"'\n%time x",
                "val quote = '\\''\n%time x",
                "val s = \"a \\\" quote\"\n%time x",
                "// don't open a \"string\n%time x",
                "val s = \"%time\" + \"\"\"raw\"\"\"\n%time x",
                "val s = \"${listOf(\"}\").size}\"\n%time x",
                "val `odd ( name` = 1; val s = \"never closed\n%time x",
                "%log debug don't\n%time x",
                "val f = { n: Int -> n }\n%time x",
            })
    void finds_the_magic_after_whatever_only_looks_like_an_open_string_or_bracket(String code) {
        assertThat(calls(code)).last().extracting(MagicText.Call::name).isEqualTo("time");
    }

    @Test
    void gives_a_cell_magic_all_lines_below_it() {
        var call = calls("// a comment\n\n%%writefile -a notes.txt\n%time not a magic here\nval\n")
                .get(0);

        assertThat(call.shownName()).isEqualTo("%%writefile");
        assertThat(call.rest()).isEqualTo("-a notes.txt");
        assertThat(call.body()).hasValue("%time not a magic here\nval\n");
        assertThat(call.first()).isTrue();
    }

    @Test
    void knows_that_a_cell_magic_below_code_is_not_the_first() {
        assertThat(calls("val a = 1\n%%time\na").get(0).first()).isFalse();
        assertThat(calls("%vars\n%%time\na").get(1).first()).isFalse();
    }

    @Test
    void reads_the_annotations_of_scripts_as_magics() {
        var calls =
                calls("@file:Repository(\"https://repo.example\")\n@file:DependsOn(\"a:b:1\", \"c:d:2\")\nval x = 1");

        assertThat(calls).extracting(MagicText.Call::name).containsExactly("repo", "dependsOn");
        assertThat(MagicWords.of(calls.get(0).rest())).containsExactly("https://repo.example");
        assertThat(MagicWords.of(calls.get(1).rest())).containsExactly("a:b:1", "c:d:2");
    }

    private static List<MagicText.Call> calls(String code) {
        return MagicText.of(code).parts().stream()
                .filter(MagicText.Call.class::isInstance)
                .map(MagicText.Call.class::cast)
                .toList();
    }
}
