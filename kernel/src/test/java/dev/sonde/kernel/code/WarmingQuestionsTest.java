package dev.sonde.kernel.code;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sonde.kernel.repl.KotlinCellCompiler;
import dev.sonde.kernel.session.CellClasspath;
import dev.sonde.kernel.session.CellImports;
import java.util.List;
import org.junit.jupiter.api.Test;

class WarmingQuestionsTest {

    @Test
    void each_has_an_answer_and_a_text_of_its_own() {
        List<String> questions = WarmingQuestions.all().toList();

        assertThat(questions).doesNotHaveDuplicates();
        try (var compiler = new KotlinCellCompiler(CellImports.DEFAULT, CellClasspath.ofRuntime())) {
            assertThat(questions).allSatisfy(code -> assertThat(
                            compiler.complete(code, code.length()).candidates())
                    .isNotEmpty());
        }
    }
}
