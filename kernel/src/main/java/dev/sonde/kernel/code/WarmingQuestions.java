package dev.sonde.kernel.code;

import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** Questions that nobody asked, each a little different: an answer that is remembered warms nothing. */
final class WarmingQuestions {

    private static final int ROUNDS = 2;

    // a name in braces, a member of a Java type, one of a Kotlin type with its extensions, one in a function of a
    // longer cell,
    // an argument; the last two read all packages (20 MB), as a user's first question without a letter would
    private static final List<String> KINDS = List.of(
            "suite(\"%d\") { see",
            "\"%d\".le",
            "listOf(%d).fi",
            "listOf(%d, 2).map { it * 2 }.so",
            "class Warm(val n: Int)\nval warm = Warm(%d)\nfun warmed(of: List<Warm>): Int {\n    println(of)\n    of.si",
            "println(%d, li",
            "val warm%d = listOf(1).",
            "val warm%d = ");

    private WarmingQuestions() {}

    /** All of them; the place of each is its end. */
    static Stream<String> all() {
        return IntStream.rangeClosed(1, ROUNDS).boxed().flatMap(round -> KINDS.stream()
                .map(kind -> kind.formatted(round)));
    }
}
