package dev.sonde.suite.document;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sonde.probe.sections.QuestionAnswer;
import dev.sonde.probe.sections.Section;
import dev.sonde.probe.sections.SectionKind;
import org.junit.jupiter.api.Test;

class SourceDocumentTest {

    @Test
    void sections_begin_at_headings_of_the_second_level_and_leave_them_out() {
        var document = parse(
                "# Book\n\nBefore.\n\n## One\n\nFirst.\n\n### Part\nstill first\n\n## Two\nSecond.\n\n## Two\nThird.\n");

        assertThat(document.title()).isEqualTo("Book");
        assertThat(document.sections()).extracting(Section::id).containsExactly("prose", "one", "two", "two-2");
        assertThat(document.sections().get(1).content()).isEqualTo("First.\n\n### Part\nstill first");
    }

    @Test
    void a_heading_inside_code_is_text() {
        var document = parse("## One\n```\n## no heading\n```\nend\n");

        assertThat(document.sections()).hasSize(1);
        assertThat(document.sections().get(0).content())
                .contains("## no heading")
                .endsWith("end");
    }

    @Test
    void a_section_of_nothing_but_questions_is_one_of_questions() {
        var document = parse("## FAQ\nQ: Who came?\nA: Nobody\nat all.\n\n**Question:** Why?\n**Answer:** Rain.\n");

        assertThat(document.sections().get(0).kind()).isEqualTo(SectionKind.INSTRUCTION);
        assertThat(document.sections().get(0).probes())
                .containsExactly(
                        new QuestionAnswer("Who came?", "Nobody\nat all."), new QuestionAnswer("Why?", "Rain."));
    }

    @Test
    void prose_that_mentions_a_question_stays_prose() {
        assertThat(parse("## One\nHe asked.\nQ: Who?\nA: Me.\n")
                        .sections()
                        .get(0)
                        .kind())
                .isEqualTo(SectionKind.PROSE);
    }

    @Test
    void fenced_blocks_of_preferences_are_sections_and_the_text_goes_on_after_them() {
        var document = parse("## One\nText.\n```preference\nPrompt: P\nChosen: C\nRejected: R\n```\nMore text.\n");

        assertThat(document.sections())
                .extracting(Section::kind)
                .containsExactly(SectionKind.PROSE, SectionKind.PREFERENCE, SectionKind.PROSE);
        assertThat(document.sections().get(1).preferences().get(0).rejected()).isEqualTo("R");
        assertThat(document.prose()).isEqualTo("Text.\n\nMore text.");
    }

    @Test
    void what_is_not_understood_is_told() {
        var document = parse("::instruction::\nno label here\n::image path=x::\npixels\n::end::\nText.\n");

        assertThat(document.notes())
                .containsExactly(
                        "sections of kind 'image' are not known; their text is left out",
                        "section 'instruction' says that it is of kind instruction, and nothing in it was understood as such;"
                                + " it is scored as text");
        assertThat(document.sections()).extracting(Section::content).containsExactly("no label here", "Text.");
    }

    @Test
    void openings_are_cut_within_sentences_that_stand_by_themselves() {
        var openings = Openings.of("""
                - a list item of more than eight words is not running text at all

                The tower of Quarrin Light was built by Odric Venn in the year 1782. It was very dear to him, and so he
                never left it again. Dr. Venn had no other house than the tower, as everybody in the village knew.
                """);

        assertThat(openings)
                .contains(new Openings.Opening("The tower of Quarrin Light was built by", " Odric Venn in the"))
                .noneMatch(opening -> opening.prompt().startsWith("It "))
                .noneMatch(opening -> opening.prompt().startsWith("- "));
    }

    @Test
    void openings_of_a_script_without_blanks_are_cut_by_characters() {
        // 20 characters: 0.6 of them before the cut
        assertThat(Openings.of("塔守は毎晩七時に琥珀色の灯をともすことになる。")).hasSize(1).first().satisfies(opening -> assertThat(
                        "塔守は毎晩七時に琥珀色の灯をともすことになる。")
                .startsWith(opening.prompt() + opening.gold()));
    }

    @Test
    void lines_may_end_as_on_windows() {
        assertThat(parse("## One\r\nFirst.\r\n## Two\r\nSecond.\r\n").sections())
                .extracting(Section::content)
                .containsExactly("First.", "Second.");
    }

    private static SourceDocument parse(String text) {
        return SourceDocument.parse(text, "doc.md");
    }
}
