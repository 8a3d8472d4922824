package dev.sonde.kernel.session;

import java.util.List;

/** What every cell imports without saying so. */
public final class CellImports {

    /** The probe DSL with the words that its settings take, and the functions for cells. */
    public static final List<String> DEFAULT = List.of(
            "dev.sonde.dsl.*",
            "dev.sonde.kernel.cell.*",
            "dev.sonde.probe.Category",
            "dev.sonde.probe.Divergence",
            "dev.sonde.probe.Verdict");

    private CellImports() {}
}
