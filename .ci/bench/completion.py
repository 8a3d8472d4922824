#!/usr/bin/env python3
"""Times completions of texts that were never asked before, of kernels that run side by side, and prints a table.

    python -m venv peers && peers/bin/pip install -r .ci/bench/kernels.txt
    kernel/target/sonde/bin/sonde install --prefix peers --replace
    peers/bin/python .ci/bench/completion.py sonde kotlin

Every text is asked once, of each kernel in turn. The first kernel's times are compared with the second's, shape by shape; both
are Kotlin's. The rows that say `library` ask each kernel about a library that it has: Sonde about its own, the other about the JDK.
"""
import argparse
import json
import statistics
import time
from pathlib import Path

from kernels import Kernel, shown

EARLIER = [
    "val xs = listOf(3, 1, 2)\nval words = listOf(\"ann\", \"bo\")\nval ages = mapOf(\"ann\" to 3)\nval title = \"some text\"",
    "val today = java.time.LocalDate.of(2024, 5, 17)\nval builder = StringBuilder(\"a\")",
    "data class Reading(val place: String, val degrees: Double)\nval readings = listOf(Reading(\"hill\", 3.5))",
    "fun warmest(of: List<Reading>) = of.maxByOrNull { it.degrees }\nval best = warmest(readings)",
]
LIBRARY = {
    "sonde": ["val model = dummyModel()\nval checks = suite(\"checks\") { seed = 7 }"],
    "kotlin": ["val model = java.time.LocalDateTime.now()\nval checks = java.math.BigDecimal(3)"],
}
LONG = """
val table = LinkedHashMap<String, MutableList<Double>>()
for (reading in readings) {
    val key = reading.place.lowercase()
    table.getOrPut(key) { mutableListOf() }.add(reading.degrees)
}

fun spread(values: List<Double>): Double {
    if (values.isEmpty()) return 0.0
    val middle = values.average()
    val squares = values.map { (it - middle) * (it - middle) }
    return kotlin.math.sqrt(squares.sum() / values.size)
}

class Station(val name: String, val readings: List<Reading>) {
    val coldest: Double get() = readings.minOf { it.degrees }
    fun above(limit: Double) = readings.filter { it.degrees > limit }.map { it.place }
    override fun toString() = "$name: ${readings.size} readings"
}

val stations = table.map { (place, degrees) -> Station(place, degrees.map { Reading(place, it) }) }
val report = buildString {
    for (station in stations.sortedBy { it.name }) {
        append(station.name).append(": ")
        appendLine(station.readings.joinToString { "%.1f".format(it.degrees) })
    }
}
println(report)
"""
MEMBERS = [f"{of}.{word}" for of, some in {
    "xs": "fi ma so gr as re dr ta", "words": "jo mi su an pa fl", "ages": "ke va en get", "title": "sub len up li rep sta"}.items()
    for word in some.split()]
NAMES = "lis pri set map rea wor tit che req err rep run bui seq tod best mut war arr wit let Str Lin Dou".split()
THINGS = "xs words ages title readings today builder best".split()
OURS = [f"model.{word}" for word in "mi ad ba le ap ta ru".split()] + [f"checks.{word}" for word in "ru to le ap al ta ha".split()] + [
    f"val a{i} = model.{word}" for i, word in enumerate("mi ad ba le ap ha".split())]
THEIRS = [f"model.{word}" for word in "pl mi to ge wi co is".split()] + [f"checks.{word}" for word in "ad su to pl mi co di".split()] + [
    f"val a{i} = model.{word}" for i, word in enumerate("pl mi to ge wi co".split())]
PROBES = "del se nu per pre dr ass le".split()
BUILT = "app le ins del rev set ca sub".split()


def inside(heads, words, tail=""):
    return [head + word + "|" + tail for head in heads for word in words]


def shapes(language):
    """By shape: the texts, each with a | where the cursor is."""

    def pick(sonde, kotlin):
        return sonde if language == "sonde" else kotlin

    return {
        "variable.prefix": [text + "|" for text in MEMBERS],
        "library object.prefix": [text + "|" for text in pick(OURS, THEIRS)],
        "library { prefix": pick(
            inside(['suite("a") { ', 'suite("b") {\n    seed = 3\n    ', 'suite("c") { deltaKl("d") { prompts("e") }; '], PROBES),
            inside(["buildString { ", 'buildString {\n    append("b")\n    ', 'buildString { append("c".let { it + 1 }); '], BUILT)),
        "name prefix": [word + "|" for word in NAMES],
        "name prefix in a call": [f"println({word}|)" for word in NAMES],
        "chain.prefix": [f"words.map {{ it.length }}.{word}|" for word in "fi so to ma re gr su av jo dr".split()]
        + [f"readings.filter {{ it.degrees > {i} }}.{word}|" for i, word in enumerate("fi so to ma re gr su pa jo dr".split())],
        "it.prefix": [f"{of} {{ it.{word}|" + " }" for of, some in {
            "words.map": "le sub up tr st to", "readings.filter": "pl de co to",
            "xs.map": "to pl ti co di", "ages.map": "ke va to", "words.forEach": "ch ca"}.items() for word in some.split()],
        "variable.": [f"val b{i} = {thing}.|" for i, thing in enumerate(THINGS * 3)],
        "braces { }": [f"{of} {{ |" + " }" for of in (
            "words.map", "xs.filter", "readings.forEach", "ages.map", "title.let", "today.run", "builder.apply", "with(today)",
            "words.sortedBy", "xs.forEach", "readings.map", "ages.filter", "title.also", "today.let", "buildString",
            "words.groupBy", "xs.any", "readings.sumOf", "ages.forEach", "title.run")],
        "empty name": [f"val c{i} = |" for i in range(10)] + [f"println({i}, |)" for i in range(10)],
        "long cell, variable.prefix": [LONG + text + "|" for text in MEMBERS],
        "long cell, own name.prefix": [LONG + text + "|" for text in
                                       inside_words("stations", "ma fi so fo gr") + inside_words("report", "le sub up li tr")
                                       + inside_words("table", "ke va en si ge") + inside_words("stations.first()", "na re co ab to")],
        "long cell, name prefix": [LONG + word + "|" for word in NAMES],
        "in the midst of a long cell": [LONG.replace("return 0.0\n", f"return 0.0\n    values.{word}|\n") for word in
                                        "av su fi ma so re gr jo to dr mi si".split()]
        + [LONG.replace('append(": ")', f'append(": ").{word}|') for word in "app le ins del rev set ca sub".split()],
        "long cell, empty name": [LONG + f"val c{i} = |" for i in range(20)],
    }


def inside_words(of, words):
    return [f"{of}.{word}" for word in words.split()]


def ask(kernel, marked):
    code, cursor = marked.replace("|", ""), marked.index("|")
    reply, _, seconds = kernel.ask(lambda: kernel.client.complete(code, cursor), 20)
    return 1000 * seconds, len(reply["matches"]) if reply else 0


def percentile(values, share):
    return sorted(values)[min(len(values) - 1, round(share * (len(values) - 1)))]


def start(name, cells):
    kernel = Kernel(name)
    kernel.until_ready()
    language = "sonde" if name.startswith("sonde") else "kotlin"
    for code in EARLIER + LIBRARY[language] + [f"val v{i} = listOf({i}, 2).map {{ it + {i} }}\nfun f{i}(n: Int) = n + {i}"
                                               for i in range(cells)]:
        assert kernel.run(code)[0]["status"] == "ok", code
    return kernel, shapes(language)


def main():
    arguments = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    arguments.add_argument("kernels", nargs="+")
    arguments.add_argument("--cells", type=int, default=20, help="how many more cells run before")
    arguments.add_argument("--pause", type=float, default=3, help="seconds between the cells and the questions")
    arguments.add_argument("--only", default="", help="shapes that have this in their name")
    arguments.add_argument("--json", type=Path, help="write every figure")
    options = arguments.parse_args()
    running = {name: start(name, options.cells) for name in options.kernels}
    time.sleep(options.pause)
    figures = {}
    for shape in next(iter(running.values()))[1]:
        if options.only not in shape:
            continue
        figures[shape] = {name: [] for name in running}
        for texts in zip(*(asked[shape] for _, asked in running.values())):
            for (name, (kernel, _)), text in zip(running.items(), texts):
                figures[shape][name].append((*ask(kernel, text), text[-40:]))
    for kernel, _ in running.values():
        kernel.close()
    names = options.kernels
    print("| ms: median (p95), candidates |", " | ".join(names), "|", f"{names[0]} / {names[-1]} |")
    print("|---|" + "---:|" * (len(names) + 1))
    for shape, by_kernel in figures.items():
        middles = {name: statistics.median(f[0] for f in of) for name, of in by_kernel.items()}
        cells = [f"{shown(middles[name])} ({shown(percentile([f[0] for f in by_kernel[name]], 0.95))}), "
                 f"{statistics.median(f[1] for f in by_kernel[name]):.0f}" for name in names]
        print(f"| {shape} (n = {len(by_kernel[names[0]])}) | " + " | ".join(cells)
              + f" | {middles[names[0]] / middles[names[-1]]:.2f} |")
    if options.json:
        options.json.write_text(json.dumps(figures, indent=1))


if __name__ == "__main__":
    main()
