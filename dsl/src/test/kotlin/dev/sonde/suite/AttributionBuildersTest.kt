package dev.sonde.suite

import dev.sonde.dsl.preferenceFlip
import dev.sonde.dsl.suite
import org.assertj.core.api.Assertions.assertThat
import org.assertj.core.api.Assertions.assertThatThrownBy
import org.junit.jupiter.api.Test
import java.nio.file.Path

class AttributionBuildersTest {
    @Test
    fun `preferences of a cell are those of a file with the keys of the reference`() {
        val cell =
            suite("flips") {
                preferenceFlip("flips") {
                    triple("Hi", chosen = " yes", rejected = " no")
                    assertFlipRateGte = 0.8
                    minTriplesForDecision = 2
                    assertZGte = 3.0
                }
            }
        val file =
            """
            version: 1
            suite:
              - name: flips
                kind: preference_flip
                triples:
                  - {prompt: Hi, chosen: " yes", rejected: " no"}
                assert_flip_rate_gte: 0.8
                min_triples_for_decision: 2
                assert_z_gte: 3.0
            """.trimIndent()

        assertThat(parse(file)).isEqualTo(cell.entries())
        assertThat(parse(SuiteYaml.write(cell))).isEqualTo(cell.entries())
        assertThatThrownBy { parse(file.replace("chosen", "choosen")) }.hasMessageContaining("needs 'chosen'")
        assertThatThrownBy {
            parse(
                file.replace("{prompt", "{note: x, prompt"),
            )
        }.hasMessageContaining("unknown key 'note'")
        assertThatThrownBy { parse(file.replace("0.8", "80")) }.hasMessageContaining("assert_flip_rate_gte")
    }

    private fun parse(file: String) =
        SuiteYaml.parse(file, "suite.yaml", Path.of("."), SuiteYaml.UnbuiltKinds.REFUSE).entries()
}
