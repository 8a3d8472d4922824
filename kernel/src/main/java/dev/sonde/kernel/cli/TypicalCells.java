package dev.sonde.kernel.cli;

import dev.sonde.kernel.display.OutputSink;
import dev.sonde.kernel.session.CellSession;
import java.util.List;

/** Cells with what notebooks are made of, so that a class archive that learns from them has what the compiler needs. */
final class TypicalCells {

    private static final String CLASS = """
            class Basket(private val owner: String) {
                private val items = mutableListOf<Pair<String, Double>>()
                var open = true
                    private set

                fun add(what: String, price: Double): Basket {
                    require(open) { "closed" }
                    items += what to price
                    return this
                }

                fun total(): Double = items.sumOf { it.second }

                fun dearest(): Pair<String, Double>? = items.maxByOrNull { it.second }

                fun byName() = items.groupBy({ it.first }, { it.second }).mapValues { (_, prices) -> prices.sum() }

                override fun toString() = "$owner: ${"%.2f".format(total())} for ${items.size}"
            }

            val taxed: (Double) -> Double = { price ->
                val rate = 1.25
                price * rate
            }
            Basket("ann").add("tea", taxed(2.0)).add("bread", 3.0).byName()
            """;
    private static final String STATEMENTS = """
            import java.util.TreeMap
            enum class Size { SMALL, LARGE }
            data class Box(val size: Size, val name: String?)
            fun Box.label() = name?.uppercase() ?: when (size) { Size.SMALL -> "s"; else -> "l" }
            val counts = TreeMap<String, Int>()
            for (box in listOf(Box(Size.SMALL, "a"), Box(Size.LARGE, null))) counts.merge(box.label(), 1, Int::plus)
            var left = 3
            while (left > 0) left -= if (left % 2 == 0) 2 else 1
            val (size, name) = Box(Size.SMALL, "a")
            val tried = try { "x".toInt() } catch (e: NumberFormatException) { -1 }
            println("$size $name $tried ${counts["A"]}")
            """;

    /** Two of them fail, one when it is compiled and one when it runs. */
    private static final List<String> ALL = List.of(CLASS, STATEMENTS, "eror(\"\")", "error(\"on purpose\")");

    private TypicalCells() {}

    /** Runs them, whatever becomes of them. */
    static void run(CellSession session, OutputSink sink) {
        ALL.forEach(cell -> session.execute(cell, sink));
    }
}
