package dev.sonde.suite

import dev.sonde.dsl.adapterRevert
import dev.sonde.dsl.clusterKl
import dev.sonde.dsl.multiTurn
import dev.sonde.dsl.promptCollapse
import dev.sonde.dsl.suite
import org.assertj.core.api.Assertions.assertThat
import org.assertj.core.api.Assertions.assertThatThrownBy
import org.junit.jupiter.api.Test
import java.nio.file.Path

class AdherenceBuildersTest {
    @Test
    fun `a collapse of a cell is that of a file with the keys of the reference`() {
        val cell =
            suite("context") {
                promptCollapse("context") {
                    prompts("Hi", "Ho")
                    contextLengths(0, 16, 32)
                    assertHalfLifeTokens = 64
                    assertZGte = 3.0
                }
            }
        val file =
            """
            version: 1
            suite:
              - name: context
                kind: prompt_collapse
                prompts: [Hi, Ho]
                context_lengths: [0, 16, 32]
                divergence: js
                assert_half_life_tokens: 64
                assert_z_gte: 3.0
                legacy_stuffing: false
            """.trimIndent()

        assertThat(parse(file)).isEqualTo(cell.entries())
        assertThat(parse(SuiteYaml.write(cell))).isEqualTo(cell.entries())
        assertThatThrownBy { parse(file.replace("context_lengths", "context_length")) }
            .hasMessageContaining("context_length")
    }

    @Test
    fun `a dialogue of a cell is that of a file with the keys of the reference`() {
        val cell =
            suite("turns") {
                multiTurn("turns") {
                    prompts("Hi")
                    maxTurns = 3
                    maxNewTokens = 24
                    followUps("And?")
                    assertHalfLifeTurns = 1.5
                }
            }
        val file =
            """
            version: 1
            suite:
              - name: turns
                kind: multi_turn_coherence_decay
                prompts: [Hi]
                max_turns: 3
                max_new_tokens: 24
                follow_ups: ["And?"]
                divergence: kl
                assert_half_life_turns: 1.5
            """.trimIndent()

        assertThat(parse(file)).isEqualTo(cell.entries())
        assertThat(parse(SuiteYaml.write(cell))).isEqualTo(cell.entries())
        assertThatThrownBy { parse(file.replace("max_turns: 3", "max_turns: 9")) }
            .hasMessageContaining("max_turns is from 2 to 8, was 9")
    }

    @Test
    fun `cases and topics of a cell are those of a file with the keys of the reference`() {
        val cell =
            suite("more") {
                adapterRevert("revert") {
                    case("Who?", gold = "Varr", "By whom?", "Name her.")
                    maxNewTokens = 8
                    embeddingModel = "sentence-transformers/all-MiniLM-L6-v2"
                }
                clusterKl("topics") {
                    prompts("a", "b", "c", "d")
                    numClusters = 2
                    minPrompts = 4
                    assertSpecificityGte = 0.6
                }
            }
        val file =
            """
            version: 1
            suite:
              - name: revert
                kind: adapter_revert
                max_new_tokens: 8
                embedding_model: sentence-transformers/all-MiniLM-L6-v2
                cases:
                  - {prompt: "Who?", gold: Varr, paraphrases: ["By whom?", "Name her."]}
              - name: topics
                kind: cluster_kl
                prompts: [a, b, c, d]
                num_clusters: 2
                min_prompts: 4
                assert_specificity_gte: 0.6
            """.trimIndent()

        assertThat(parse(file)).isEqualTo(cell.entries())
        assertThat(parse(SuiteYaml.write(cell))).isEqualTo(cell.entries())
        assertThatThrownBy { parse(file.replace("gold: Varr", "gold: ''")) }.hasMessageContaining("needs 'gold'")
    }

    private fun parse(file: String) =
        SuiteYaml.parse(file, "suite.yaml", Path.of("."), SuiteYaml.UnbuiltKinds.REFUSE).entries()
}
