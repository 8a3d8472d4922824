package dev.sonde.dsl

import dev.sonde.probe.preferenceflip.PreferenceTriple
import dev.sonde.probe.sections.QuestionAnswer
import dev.sonde.probe.sections.Section
import dev.sonde.probe.sections.SectionInternalizationEvidence
import dev.sonde.probe.sections.SectionInternalizationSpec
import dev.sonde.probe.sections.SectionKind
import dev.sonde.suite.SuiteResult
import java.util.Optional

/**
 * Which sections of the training document are predicted better, beyond text that was not trained on? Two forward passes a
 * section, question and control text.
 *
 * ```
 * val sections = sectionInternalization("sections") {
 *     prose("tower", "Quarrin Light stands on the rock called Old Marra. …")
 *     controls("Text of the same kind that was held out.")
 * }
 * ```
 *
 * @throws IllegalArgumentException if two sections have one id, a text is blank, or a threshold is out of its range
 */
fun sectionInternalization(
    name: String,
    describe: SectionInternalizationBuilder.() -> Unit,
): SectionInternalizationSpec = SectionInternalizationBuilder(name).apply(describe).build()

/** Adds a [sectionInternalization] and returns it: the typed key of its result. */
fun SuiteBuilder.sectionInternalization(
    name: String,
    describe: SectionInternalizationBuilder.() -> Unit,
): SectionInternalizationSpec = add(SectionInternalizationBuilder(name).apply(describe).build())

/** The result of a [sectionInternalization], with its evidence typed. */
operator fun SuiteResult.get(spec: SectionInternalizationSpec): Finding<SectionInternalizationEvidence> =
    finding(spec.name)

/** The words inside `sectionInternalization { … }`. */
@SondeDsl
class SectionInternalizationBuilder internal constructor(
    private val name: String,
) {
    private val sections = mutableListOf<Section>()
    private val controls = mutableListOf<String>()

    /** Share of base's nats that a section has to save beyond the controls. */
    var perSectionThreshold: Double = SectionInternalizationSpec.DEFAULT_THRESHOLD

    /** Share of sections that have to be shown to do so. */
    var assertPassingSectionFrac: Double = SectionInternalizationSpec.DEFAULT_PASSING

    /** Characters of running text that are scored in one pass. */
    var maxProseChars: Int = SectionInternalizationSpec.DEFAULT_PROSE_CHARS

    /** Smallest z against null adapters, asked in addition. */
    var assertZGte: Double? = null

    /** Adds a section of any kind. */
    fun section(section: Section) {
        sections += section
    }

    /** Adds a section of running text. */
    fun prose(id: String, content: String) = section(Section.prose(id, content))

    /** Adds a section of questions with answers. */
    fun instruction(id: String, vararg pairs: QuestionAnswer, tag: String? = null) =
        section(Section(id, SectionKind.INSTRUCTION, "", pairs.toList(), listOf(), Optional.ofNullable(tag)))

    /** Adds a section of preferences. */
    fun preference(id: String, vararg triples: PreferenceTriple, tag: String? = null) =
        section(Section(id, SectionKind.PREFERENCE, "", listOf(), triples.toList(), Optional.ofNullable(tag)))

    /** Adds texts that were not trained on, best of the same kind; without any, four paragraphs of plain English. */
    fun controls(vararg texts: String) {
        controls += texts
    }

    internal fun build() =
        SectionInternalizationSpec(
            name,
            sections,
            controls.ifEmpty { SectionInternalizationSpec.of(name, listOf()).controls },
            SectionKind.entries,
            perSectionThreshold,
            assertPassingSectionFrac,
            maxProseChars,
            optional(assertZGte),
        )
}
