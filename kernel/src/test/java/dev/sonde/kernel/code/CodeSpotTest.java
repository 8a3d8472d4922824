package dev.sonde.kernel.code;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class CodeSpotTest {

    /** The spot of the bar in the code. */
    private static CodeSpot at(String code) {
        return CodeSpot.of(code.replace("|", ""), code.indexOf('|'));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            quoteCharacter = '`',
            value = {
                "val x = de|; NAME; de",
                "xs.fi|; MEMBER; fi",
                "xs?.|; MEMBER; ``",
                "1..xs|; NAME; xs",
                "3.|; NOTHING; ``",
                "x3.|; MEMBER; ``",
                "12|; NOTHING; 12",
                "a / b // c|; NOTHING; ``",
                "/* a /* b */ c|; NOTHING; ``",
                "/* a */ b|; NAME; b",
                "\"a b|; TEXT; a b",
                "\"a\" + b|; NAME; b",
                "\"a ${b|; NAME; b",
                "\"a ${b} c|; TEXT; a ${b} c",
                "\"a ${ \"in|; TEXT; in",
                "\"a $na|; NAME; na",
                "\"a \\$na|; TEXT; a \\$na",
                "\"\"\"raw \" text|; TEXT; raw \" text",
                "'\"' + b|; NAME; b",
                "'\\'' + b|; NAME; b",
                "// a⏎b|; NAME; b"
            })
    void tells_names_members_text_and_the_rest_apart(String code, CodeSpot.Kind kind, String prefix) {
        CodeSpot spot = at(code.replace('⏎', '\n'));

        assertThat(spot.kind()).isEqualTo(kind);
        if (kind != CodeSpot.Kind.NOTHING) {
            assertThat(spot.prefix()).isEqualTo(prefix);
        }
    }

    @Test
    void knows_whose_braces_and_parentheses_are_open() {
        var calls = at("val s = suite(\"a\") {\n  deltaKl(\"b\", f(1)) {\n    prompts(\"c\", |")
                .calls();

        assertThat(calls).extracting(OpenCall::name).containsExactly("prompts", "deltaKl", "suite");
        assertThat(calls).extracting(OpenCall::bracket).containsExactly('(', '{', '{');
        assertThat(calls.get(0).argument()).isEqualTo(1);
    }

    @Test
    void knows_the_name_that_an_argument_is_given_by() {
        var call = at("hf(\"x\", adapter = \"|").arguments().orElseThrow();

        assertThat(call.name()).isEqualTo("hf");
        assertThat(call.named()).isEqualTo("adapter");
        assertThat(at("f(a == |").arguments().orElseThrow().named()).isEmpty();
    }

    @Test
    void sees_the_braces_of_a_call_without_parentheses() {
        assertThat(at("nullAdapter { |").calls()).extracting(OpenCall::name).containsExactly("nullAdapter");
        assertThat(at("fun make() = suite(\"a\") { |").calls())
                .extracting(OpenCall::name)
                .containsExactly("suite");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "if (x) { |",
                "for (i in xs) { |",
                "fun suite(a: Int) { |",
                "class Suite { |",
                "else { |",
                "while (|"
            })
    void takes_no_keyword_or_declaration_for_a_call(String code) {
        assertThat(at(code).calls()).extracting(OpenCall::name).containsOnly("");
    }

    @Test
    void forgets_what_is_closed_and_survives_what_never_was_open() {
        assertThat(at("suite(\"a\") { }\n|").calls()).isEmpty();
        assertThat(at(")}] \"unclosed\n|").calls()).isEmpty();
        assertThat(CodeSpot.of("", 0).kind()).isEqualTo(CodeSpot.Kind.NAME);
    }
}
