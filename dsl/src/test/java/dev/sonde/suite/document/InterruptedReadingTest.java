package dev.sonde.suite.document;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.sonde.probe.Words;
import dev.sonde.suite.SuiteYaml;
import dev.sonde.suite.autogen.Autogen;
import dev.sonde.suite.autogen.AutogenSettings;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.CancellationException;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/** A document may be megabytes long: every pass over it ends when it is interrupted. */
class InterruptedReadingTest {

    private static final String TEXT = "Oriel keeps the ninth gate of the weir, and has done so since the flood.";

    /** Nothing in it is read on the way to what is tested. */
    private static final SourceDocument QUESTIONS = SourceDocument.parse("Q: Who?\nA: Oriel.", "doc.md");

    private static final Map<String, Runnable> PASSES = Map.of(
            "during the reading of a document",
            () -> SourceDocument.parse(TEXT, "doc.md"),
            "during the reading of a document, its pairs",
            () -> PairBlock.of(TEXT),
            "during the reading of a document, its sentences",
            () -> Openings.of(TEXT),
            "during the counting of words",
            () -> Words.of(TEXT),
            "during the counting of words, in windows",
            () -> Words.windows(TEXT, 2),
            "during the making of a suite",
            () -> Autogen.of(QUESTIONS, AutogenSettings.DEFAULT),
            "during the reading of a suite file",
            () -> SuiteYaml.parse("version: 1", "suite.yaml", Path.of(""), SuiteYaml.UnbuiltKinds.REFUSE));

    @AfterEach
    void clearInterrupt() {
        Thread.interrupted();
    }

    @TestFactory
    Stream<DynamicTest> ends_when_it_is_interrupted() {
        return PASSES.entrySet().stream()
                .map(pass -> DynamicTest.dynamicTest(pass.getKey(), () -> {
                    Thread.currentThread().interrupt();

                    assertThatExceptionOfType(CancellationException.class)
                            .isThrownBy(pass.getValue()::run)
                            .withMessage("Interrupted " + pass.getKey().replaceFirst(",.*", ""));
                    assertThat(Thread.interrupted()).isTrue();
                }));
    }
}
