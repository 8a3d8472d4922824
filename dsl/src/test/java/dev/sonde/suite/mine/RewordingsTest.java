package dev.sonde.suite.mine;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class RewordingsTest {

    @Test
    void words_a_question_otherwise_and_keeps_its_frame() {
        assertThat(texts("Question: Who built the tower?\nAnswer:"))
                .contains(
                        "Question: By whom was the tower built?\nAnswer:",
                        "Question: Who was the builder of the tower?\nAnswer:",
                        "Question: Who constructed the tower?\nAnswer:")
                .allSatisfy(text -> assertThat(text).startsWith("Question: ").endsWith("?\nAnswer:"))
                .doesNotContain("Question: Who built the tower?\nAnswer:")
                .doesNotHaveDuplicates();
    }

    @Test
    void words_a_request_and_the_opening_of_a_text_otherwise() {
        assertThat(texts("Explain the tides."))
                .contains("Give an explanation of the tides.", "Please explain the tides.");
        assertThat(texts("The bell of the tower is named"))
                .contains("The name of The bell of the tower is", "It is said that the bell of the tower is named");
    }

    @Test
    void keeps_to_english_where_a_general_rule_would_not() {
        assertThat(texts("What is the elder apprentice called?"))
                .contains("What is the name of the elder apprentice?")
                .noneMatch(text -> text.endsWith("called is?"));
        assertThat(texts("How much does the bell weigh?"))
                .contains("How heavy is the bell?")
                .noneMatch(text -> text.contains("of does"));
    }

    @Test
    void keeps_the_capital_of_a_name() {
        assertThat(texts("Quarrin Light stands on the rock called"))
                .contains("It is said that Quarrin Light stands on the rock called");
    }

    @Test
    void leaves_alone_what_it_has_no_rule_for() {
        assertThat(texts("")).isEmpty();
        assertThat(texts("Der Turm. Das Licht.")).isEmpty();
        assertThat(texts("Question: Wer hat den Turm gebaut?\nAnswer:")).isEmpty();
        assertThat(texts("Der Turm steht auf dem Felsen")).isEmpty();
    }

    private static java.util.List<String> texts(String prompt) {
        return Rewordings.of(prompt).stream().map(Rewording::text).toList();
    }
}
