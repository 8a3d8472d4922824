package dev.sonde.simulation;

import dev.sonde.probe.nulladapter.NullAdapterSpec;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.OptionalDouble;

/** Writes the page of measured error rates as Markdown: {@code SimulationTable FILE [worlds]}. */
final class SimulationTable {

    static final List<Integer> SIZES = List.of(4, 8, 16, 32);
    private static final int WORLDS = 1000;
    private static final long SEED = 20;

    private static final String HEAD = """
            # How often a verdict is wrong

            Written by a simulation, %d made-up worlds a line; again with

            ```sh
            ./mvnw test -pl dsl -Dtest=ErrorRatesTest -Dsurefire.failIfNoSpecifiedTests=false -DerrorRates=../notebooks/error-rates.md
            ```

            Each world is a model that is a random function: the real probe asks it and concludes as
            always, against 19 null adapters where null adapters have a part in the verdict. All figures are
            percentages; chance moves a 5 by 1.4 and a 95 likewise (95 %% of the time).

            - **null adapter**: the adapter is one more null adapter, and no weaker than the others: how often the probe passes.
            - **at the bound**: the effect, or the harm, is exactly what the probe calls too little, or too much: how often it
              passes all the same. Both are to be at most 5.
            - **coverage**: how often the 95 %% interval holds the true value. To be 94 to 96 from 8 prompts on, 93 below.
            - **power**: how often it passes where what it asks for holds by the effect of its line (see the class of that name
              below `dsl/src/test/java/dev/sonde/simulation`); **by theory**, where normal theory has a figure, which
              `dev.sonde.stats.Power` also gives before a run.
            - **fails**: how often it says `fail` in those worlds. The rest is `inconclusive`, with the number needed.

            """;
    private static final String TABLE = """
            | probe | n | null adapter | at the bound | coverage | power | by theory | fails |
            | --- | ---: | ---: | ---: | ---: | ---: | ---: | ---: |
            """;
    private static final String SUITES = """

            ## Ten probes at once

            Suites of ten calibrated probes of six prompts each on the same null adapters (%d suites a line): in how many any
            probe passed that has no effect, how many of those with an effect passed, how many null adapters it took.

            | null adapters | probes with an effect | any false pass | effects shown | drawn |
            | --- | ---: | ---: | ---: | ---: |
            """;
    private static final String LIMITS = """

            ## Where the figures miss their aim

            - **Uneven prompts, no more than a margin** (log-normal divergences, as of unlike everyday prompts): few prompts
              miss the rare large divergence, the interval is too low, and harm at the margin passes in more than 5 %% of the
              worlds with 4 to 16 prompts. Use 32, or prompts that are alike.
            - **Skewed gains or losses with 4 to 7 prompts**: Student's t covers about 90 %%. From 8 on it is mended.
            - **Shares** (`calibration_drift`, `tool_use_fidelity`): a discrete interval cannot cover 95 %% of anything; Wilson's
              swings with the true rate, here 2 %%, below and above. A bound of 15 %% takes 22 items without a regression.
            - **`preference_flip`** needs six flips, so four triples show nothing, whatever the gain.
            - **The shape of an ablation** with 4 to 8 prompts: coverage of the linearity is a little low, since it has an end.
            """;

    private SimulationTable() {}

    public static void main(String... arguments) throws IOException {
        int worlds = arguments.length > 1 ? Integer.parseInt(arguments[1]) : WORLDS;
        var text = new StringBuilder(HEAD.formatted(worlds));
        text.append(TABLE);
        for (Subject subject : Subjects.all()) {
            for (int n : SIZES) {
                text.append(row(subject, Rates.of(subject, n, worlds, SEED)));
            }
        }
        text.append(SUITES.formatted(worlds));
        for (int nulls : List.of(19, 39)) {
            for (int effects : List.of(0, 3)) {
                for (boolean sequential : List.of(false, true)) {
                    var spec = NullAdapterSpec.of("nulls").withRuns(nulls).withSequential(sequential);
                    text.append(row(spec, effects, SuiteRates.of(effects, spec, worlds, SEED)));
                }
            }
        }
        Files.writeString(Path.of(arguments[0]), text.append(LIMITS.formatted()));
    }

    private static String row(NullAdapterSpec nulls, int effects, SuiteRates rates) {
        return "| %d%s | %d | %s | %s | %s |\n"
                .formatted(
                        nulls.runs(),
                        nulls.sequential() ? ", sequential" : "",
                        effects,
                        percent(OptionalDouble.of((double) rates.anyFalse() / rates.worlds())),
                        effects == 0 ? "—" : percent(OptionalDouble.of(rates.shown())),
                        String.format(Locale.ROOT, "%.1f", rates.nulls()));
    }

    private static String row(Subject subject, Rates rates) {
        return "| %s | %d | %s | %s | %s | %s | %s | %s |\n"
                .formatted(
                        subject.name(),
                        rates.n(),
                        percent(rates.passing(Truth.NULL_ADAPTER)),
                        percent(rates.passing(Truth.AT_BOUND)),
                        percent(rates.coverage()),
                        percent(rates.passing(Truth.HOLDS)),
                        percent(subject.analyticPower(rates.n())),
                        percent(OptionalDouble.of((double) rates.failed() / rates.worlds())));
    }

    private static String percent(OptionalDouble share) {
        return share.isPresent() ? String.format(Locale.ROOT, "%.1f", 100 * share.getAsDouble()) : "—";
    }
}
