package dev.sonde.suite

import dev.sonde.dsl.paraphraseInvariance
import dev.sonde.dsl.preferenceFlip
import dev.sonde.dsl.sectionInternalization
import dev.sonde.dsl.suite
import dev.sonde.dsl.toolUseFidelity
import dev.sonde.probe.paraphrase.Intent
import dev.sonde.probe.preferenceflip.PreferenceTriple
import dev.sonde.probe.sections.QuestionAnswer
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

    @Test
    fun `wordings and sections of a cell are those of a file with the keys of the reference`() {
        val cell =
            suite("doc") {
                paraphraseInvariance("wording") {
                    case("Who?", gold = " Odric", "By whom?", "Which man?")
                    intent = Intent.MEMORIZE
                    minVerbatimLift = 0.1
                    maxGeneralizationRatioIfMemorize = 0.3
                    assertZGte = 3.0
                }
                sectionInternalization("sections") {
                    prose("tower", "The tower is high.")
                    instruction("lamp", QuestionAnswer("Colour?", " amber"), tag = "facts")
                    preference("bell", PreferenceTriple("Made of", " silver", " iron"))
                    controls("The market opens at seven.")
                    perSectionThreshold = 0.1
                    assertPassingSectionFrac = 0.75
                    maxProseChars = 500
                }
            }
        val file =
            """
            version: 1
            suite:
              - name: wording
                kind: paraphrase_invariance
                cases:
                  - {prompt: "Who?", gold: " Odric", paraphrases: ["By whom?", "Which man?"]}
                intent: memorize
                min_verbatim_lift: 0.1
                min_generalization_ratio: 0.5
                max_generalization_ratio_if_memorize: 0.3
                assert_z_gte: 3.0
              - name: sections
                kind: section_internalization
                sections:
                  - {id: tower, kind: prose, content: The tower is high.}
                  - {id: lamp, kind: instruction, tag: facts, probes: [{prompt: "Colour?", gold: " amber"}]}
                  - {id: bell, kind: preference, preferences: [{prompt: Made of, chosen: " silver", rejected: " iron"}]}
                controls: [The market opens at seven.]
                include_kinds: [prose, instruction, preference]
                per_section_threshold: 0.1
                assert_passing_section_frac: 0.75
                max_prose_chars: 500
            """.trimIndent()

        assertThat(parse(file)).isEqualTo(cell.entries())
        assertThat(parse(SuiteYaml.write(cell))).isEqualTo(cell.entries())
        assertThatThrownBy {
            parse(file.replace("id: bell", "id: lamp"))
        }.hasMessageContaining("two sections with the id 'lamp'")
    }

    @Test
    fun `tools of a cell are those of a file with the keys of the reference`() {
        val cell =
            suite("tools") {
                toolUseFidelity("tools") {
                    case(
                        "Call search.",
                        tool = """{"name": "search", "parameters": {"required": ["query"]}}""",
                        gold = "search",
                        maxNewTokens = 32,
                    )
                    allowedTools("search", "fetch")
                    assertValidityDeltaGte = -0.1
                    assertHallucinationLte = 0.2
                }
            }
        val file =
            """
            version: 1
            suite:
              - name: tools
                kind: tool_use_fidelity
                cases:
                  - prompt: Call search.
                    tool_spec: {name: search, parameters: {required: [query]}}
                    gold_tool_name: search
                    max_new_tokens: 32
                allowed_tools: [search, fetch]
                assert_validity_delta_gte: -0.1
                assert_hallucination_lte: 0.2
            """.trimIndent()

        assertThat(parse(file)).isEqualTo(cell.entries())
        assertThat(parse(SuiteYaml.write(cell))).isEqualTo(cell.entries())
        assertThatThrownBy { parse(file.replace("gold_tool_name: search", "")) }.hasMessageContaining("gold_tool_name")
    }

    private fun parse(file: String) =
        SuiteYaml.parse(file, "suite.yaml", Path.of("."), SuiteYaml.UnbuiltKinds.REFUSE).entries()
}
