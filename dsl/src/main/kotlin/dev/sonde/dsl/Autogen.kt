package dev.sonde.dsl

import dev.sonde.suite.autogen.Autogen
import dev.sonde.suite.autogen.AutogenSettings
import dev.sonde.suite.autogen.StarterSuite
import dev.sonde.suite.document.SourceDocument
import java.util.Optional

/**
 * A starter suite of the document that an adapter was trained on: Markdown, or `.dlm`.
 *
 * ```
 * val starter = autogen("doc.md", heldOut = listOf("The Great Flood"))
 * starter.suite.run(model)
 * starter.write("suite.yaml")
 * ```
 *
 * @param document path of the file, relative to the notebook
 * @param heldOut headings of sections that were not trained on: they become the controls
 * @param chat whether prompts are what a user says, in the model's own chat template
 * @param seed of the suite, and of the choice of prompts
 * @throws IllegalArgumentException if the document has no text, or no section of a name to hold out
 */
fun autogen(
    document: String,
    heldOut: List<String> = listOf(),
    chat: Boolean = false,
    seed: Long = 0,
): StarterSuite =
    Autogen.of(
        SourceDocument.read(SondeSession.directory.resolve(document)),
        AutogenSettings(Optional.empty(), SondeSession.directory, seed, chat, heldOut),
    )

/** Writes the suite's file, relative to the notebook. */
fun StarterSuite.write(file: String) = write(SondeSession.directory.resolve(file))
