package dev.sonde.simulation;

import dev.sonde.probe.nulladapter.NullAdapterSpec;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.OptionalDouble;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Writes the page of measured error rates as Markdown: {@code SimulationTable FILE [worlds]}. */
final class SimulationTable {

    static final List<Integer> SIZES = List.of(4, 8, 16, 32);
    private static final int WORLDS = 500;
    /** A suite costs as much as many probes. */
    private static final int SUITES_COST = 2;

    private static final long SEED = 20;

    private static final String HEAD = """
            # How often a verdict is wrong

            Written by a simulation, %d made-up worlds a line; again with

            ```sh
            ./mvnw test -pl dsl -Dtest=ErrorRatesTest -Dsurefire.failIfNoSpecifiedTests=false -DerrorRates=../notebooks/error-rates.md
            ```

            Each world is a model that is a random function: the real probe asks it and concludes as
            always, against 19 null adapters where null adapters have a part in the verdict. All figures are
            percentages; chance moves a 5 by up to 1.9 and a 95 likewise (19 times in 20).

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

            ## On real weights

            Forty null adapters of the demo model, each held against nineteen others on two `delta_kl` probes: 1 of 40 is called
            an effect by a probe alone, 2 of 40 by the suite (`DemoNullsTest`); 2 are expected.

            ## Where the figures miss their aim

            - **Uneven prompts, no more than a margin** (log-normal divergences, as of unlike everyday prompts): few prompts
              miss the rare large divergence, the interval is too low, and harm at the margin passes in 9.6 %% of the worlds
              with 4 prompts, in 5.5 and 4.4 %% with 8 and 16 (2,000 worlds each). Below 8 prompts nothing was found that mends
              it and leaves some power. Coverage is 89 to 94 there up to 16.
            - **Skewed gains or losses with 4 to 7 prompts**: Student's t covers about 89 %%. Hall's correction for skew makes
              that 91 to 93 and takes 6 to 11 points of power from normal values, so that it is left out. From 8 on it is mended.
            - **Shares** (`calibration_drift`, `tool_use_fidelity`, `capability_retention`, `adapter_revert`): a discrete
              interval cannot cover 95 %% of anything; Wilson's swings with the true rate, here 2 %%, from 84 to 100. A bound of
              15 %% takes 22 items without a regression, so that fewer never pass; a bound of 25 %% takes 12 cases without a revert.
            - **`preference_flip`** needs six flips, so four triples show nothing, whatever the gain. With 8 triples whose gains have
              rare large losses, a gain at the bound passes in 5.9 %% (1,500 worlds). An interval that allows less error on that
              side has 4.4, and 4 points less of power where gains are normal.
            - **The shape of an ablation**: with 4 to 7 prompts the interval of the linearity covers 92 %%.
            - **`cluster_kl`** asks for 20 prompts unless told otherwise, and this is why: among 4 prompts two topics differ as
              much by chance under null adapters, so that it never passes, and among 8 it still fails an adapter in 15 %%.
            - Coverage above 96 (`section_internalization` and exponential divergences at 8, `leakage`, the linearity from 8 on) is
              caution: the wider of two intervals is taken.
            - **Null adapters**: a rank among twenty is 5 %% by its construction. The 7.0 of three lines, two of which are drawn from
              the same numbers, is chance.
            - **Sequential null adapters** save little in suites of many probes, for all have to be dull: 17.8 of 19 here. A
              suite with one dull probe draws 8 of 19, or 10 of 39, on average.
            """;

    private static final String LOOKS = """

            ## Looking again

            Whoever adds prompts or null adapters until it passes has looked more than once. `suite.grown { … }` counts the looks
            and the report's findings state the bound: 0.05 at the first, up to 0.1 at the second. For null adapters alone, 19 and
            then 39 of which the 19 are a part, it is 0.062, with 79 as the third look 0.069 (400,000 draws).

            A confidence sequence would hold at all looks at once, and is not offered, because at these numbers it shows nothing:
            for exponential Jensen-Shannon divergences of mean 0.05 nats the sequence by betting (Waudby-Smith and Ramdas 2024,
            hedged capital, bounds 0 and ln 2) runs from 0.000 to 0.396 with 8 prompts and from 0.000 to 0.269 with 16, where
            Student's t has widths of 0.068 and 0.048; with 32, 0.016 to 0.176 against 0.033 (medians of 300 samples).
            """;

    private SimulationTable() {}

    public static void main(String... arguments) throws IOException {
        int worlds = arguments.length > 1 ? Integer.parseInt(arguments[1]) : WORLDS;
        String probes = Subjects.all().parallelStream()
                .flatMap(subject -> SIZES.stream().map(n -> row(subject, Rates.of(subject, n, worlds, SEED))))
                .collect(Collectors.joining());
        String suites = Stream.of(19, 39)
                .flatMap(nulls -> Stream.of(0, 3)
                        .flatMap(effects -> Stream.of(false, true).map(early -> new Question(nulls, effects, early))))
                .filter(question -> question.nulls() == 19 || question.effects() == 0)
                .parallel()
                .map(question -> row(question, worlds / SUITES_COST))
                .collect(Collectors.joining());
        Files.writeString(
                Path.of(arguments[0]),
                HEAD.formatted(worlds)
                        + TABLE
                        + probes
                        + SUITES.formatted(worlds / SUITES_COST)
                        + suites
                        + LIMITS.formatted()
                        + LOOKS);
    }

    private record Question(int nulls, int effects, boolean sequential) {}

    private static String row(Question question, int worlds) {
        var spec = NullAdapterSpec.of("nulls").withRuns(question.nulls()).withSequential(question.sequential());
        return row(spec, question.effects(), SuiteRates.of(question.effects(), spec, worlds, SEED));
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

    static String row(Subject subject, Rates rates) {
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
